// An HTTP endpoint before a program that speaks stdio, as far as the conformance suite needs one: Streamable
// HTTP of both eras. One process a legacy session; one process for all modern requests, whose ids are made unique.
// usage: node bridge.mjs PROGRAM [ARGS…]     prints {"port": N} and serves http://127.0.0.1:N/mcp until stdin ends
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const [program, ...args] = process.argv.slice(2);
const META = 'io.modelcontextprotocol/';
const MODERN = '2026-07-28';
const LEGACY = ['2025-03-26', '2025-06-18', '2025-11-25'];
const STATUS = { [-32601]: 404, [-32020]: 400, [-32021]: 400, [-32022]: 400 };

class Exchange {
  constructor(process, message, response) {
    Object.assign(this, { process, response, id: message.id, token: message.params?._meta?.progressToken });
  }

  event(message) {
    if (!this.response.headersSent) {
      this.response.writeHead(200, { ...this.headers, 'content-type': 'text/event-stream',
        'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    }
    this.response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
  }

  finish(message) {
    if (this.response.headersSent) {
      this.event(message);
      this.response.end();
    } else {
      sendJson(this.response, message, this.process.status(message), this.headers);
    }
  }
}

class Process {
  constructor(era) {
    this.era = era;
    this.open = new Map();  // id on the pipe -> Exchange, in the order of their coming
    this.nextId = 1;
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdin.on('error', () => {});
    this.child.on('exit', code => {
      if (!this.ended) console.error(`bridge: the server ended with ${code}`);
      for (const exchange of this.open.values()) exchange.response.destroy();
    });
    createInterface({ input: this.child.stdout }).on('line', line => this.arrived(JSON.parse(line)));
  }

  send(message) { this.child.stdin.write(`${JSON.stringify(message)}\n`); }
  end() { this.ended = true; this.child.stdin.end(); }

  request(message, response, headers) {
    const exchange = new Exchange(this, message, response);
    exchange.headers = headers;
    const id = this.era === 'modern' ? this.nextId++ : message.id;
    this.open.set(id, exchange);
    response.on('close', () => {
      if (!this.open.delete(id) || this.era === 'legacy') return;
      this.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } });
    });
    this.send({ ...message, id });
  }

  // In the modern era a refusal before any work has a status of its own; in the legacy one there is 200.
  status({ error }) {
    if (this.era === 'legacy' || !error) return 200;
    return error.code === -32602 && /_meta/.test(error.message) ? 400 : STATUS[error.code] ?? 200;
  }

  arrived(message) {
    if (message.method === undefined) {
      const exchange = this.open.get(message.id);
      this.open.delete(message.id);
      exchange?.finish({ ...message, id: exchange.id });
      return;
    }
    const exchanges = [...this.open.values()];
    const { progressToken, _meta } = message.params ?? {};
    const subscription = _meta?.[META + 'subscriptionId'];
    if (subscription !== undefined) {
      const exchange = this.open.get(subscription);
      exchange?.event({ ...message, params: { ...message.params,
        _meta: { ..._meta, [META + 'subscriptionId']: exchange.id } } });
    } else if (progressToken !== undefined) {
      exchanges.findLast(each => each.token === progressToken)?.event(message);
    } else if (exchanges.length > 0) {
      exchanges.at(-1).event(message);
    } else {
      this.stream?.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
    }
  }
}

function sendJson(response, message, status, headers = {}) {
  response.writeHead(status, { ...headers, 'content-type': 'application/json' });
  response.end(JSON.stringify(message));
}

function refuse(response, status, message, code = -32600, id = undefined) {
  sendJson(response, { jsonrpc: '2.0', ...(id === undefined ? {} : { id }), error: { code, message } }, status);
}

const ownHost = value => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(value ?? '');

// What is wrong with the headers that repeat the body, or nothing.
function mismatch(headers, { method, params }) {
  const version = params?._meta?.[META + 'protocolVersion'];
  const name = { 'tools/call': params?.name, 'prompts/get': params?.name, 'resources/read': params?.uri }[method];
  for (const [header, wanted] of Object.entries({
    'mcp-protocol-version': version, 'mcp-method': method, 'mcp-name': name })) {
    if (wanted === undefined) continue;
    const value = headers[header]?.trim();
    const coded = /^=\?base64\?(.*)\?=$/.exec(value ?? '');
    if ((coded ? Buffer.from(coded[1], 'base64').toString() : value) !== wanted) {
      return `Header ${header} must be ${wanted}`;
    }
  }
  return undefined;
}

let shared;  // the process of the modern era
const sessions = new Map();

function serveModern(request, response, message) {
  const wrong = mismatch(request.headers, message);
  if (wrong) return refuse(response, 400, wrong, -32020, message.id);
  shared ??= new Process('modern');
  if (message.id !== undefined) return shared.request(message, response);
  return response.writeHead(202).end();  // a client cancels by closing its stream
}

function serveLegacy(request, response, message) {
  let session = request.headers['mcp-session-id'];
  const headers = {};
  if (message.method === 'initialize' && message.id !== undefined) {
    session = randomUUID();
    sessions.set(session, new Process('legacy'));
    headers['mcp-session-id'] = session;
  }
  if (!session) return refuse(response, 400, 'Mcp-Session-Id is missing');
  const process = sessions.get(session);
  if (!process) return refuse(response, 404, 'There is no such session');
  const version = request.headers['mcp-protocol-version'];
  if (version && !LEGACY.includes(version)) return refuse(response, 400, `No version ${version} here`);
  if (message.method !== undefined && message.id !== undefined) return process.request(message, response, headers);
  process.send(message);
  return response.writeHead(202).end();
}

async function serve(request, response) {
  const { headers, method } = request;
  const foreign = headers.origin !== undefined && !ownHost(headers.origin.replace(/^https?:\/\//, ''));
  if (foreign || !ownHost(headers.host)) return refuse(response, 403, 'Foreign Host or Origin');
  if (new URL(request.url, 'http://x').pathname !== '/mcp') return refuse(response, 404, 'Only /mcp is here');
  const session = headers['mcp-session-id'];
  if (method === 'GET' || method === 'DELETE') {
    const process = sessions.get(session);
    if (headers['mcp-protocol-version'] === MODERN || !session) return response.writeHead(405).end();
    if (!process) return response.writeHead(404).end();
    if (method === 'DELETE') {
      process.end();
      sessions.delete(session);
      return response.writeHead(200).end();
    }
    process.stream = response;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    return response.flushHeaders();
  }
  if (method !== 'POST') return response.writeHead(405).end();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  let message;
  try {
    message = JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return refuse(response, 400, 'Not JSON', -32700);
  }
  const modern = message.params?._meta?.[META + 'protocolVersion'] !== undefined ||
    headers['mcp-protocol-version'] === MODERN || (message.method === 'server/discover' && !session);
  return (modern ? serveModern : serveLegacy)(request, response, message);
}

const server = createServer((request, response) => {
  serve(request, response).catch(error => {
    console.error('bridge:', error);
    response.destroy();
  });
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));

process.stdin.resume().on('end', () => {
  for (const each of [shared, ...sessions.values()]) each?.end();
  server.closeAllConnections();
  server.close();
});
