// Everything a server said, checked against the official schema of the revision it was said in, and against the
// rules that schemas cannot say. Used by the client tests on what the recorder wrote down, and on transcripts.
// usage: node wire.mjs SCHEMAS RECORD…     SCHEMAS: a folder with 2024-11-05.json … 2026-07-28.json
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MODERN = '2026-07-28';
const META = 'io.modelcontextprotocol/';
const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];

const RESULTS = {
  initialize: 'InitializeResult', ping: 'EmptyResult', 'server/discover': 'DiscoverResult',
  'tools/list': 'ListToolsResult', 'tools/call': 'CallToolResult',
  'resources/list': 'ListResourcesResult', 'resources/templates/list': 'ListResourceTemplatesResult',
  'resources/read': 'ReadResourceResult', 'resources/subscribe': 'EmptyResult',
  'resources/unsubscribe': 'EmptyResult', 'prompts/list': 'ListPromptsResult',
  'prompts/get': 'GetPromptResult', 'completion/complete': 'CompleteResult',
  'logging/setLevel': 'EmptyResult', 'subscriptions/listen': 'SubscriptionsListenResult',
};
const REQUESTS = {
  'sampling/createMessage': 'CreateMessageRequest', 'elicitation/create': 'ElicitRequest',
  'roots/list': 'ListRootsRequest', ping: 'PingRequest',
};
const NOTIFICATIONS = {
  'notifications/progress': 'ProgressNotification', 'notifications/message': 'LoggingMessageNotification',
  'notifications/cancelled': 'CancelledNotification',
  'notifications/tools/list_changed': 'ToolListChangedNotification',
  'notifications/prompts/list_changed': 'PromptListChangedNotification',
  'notifications/resources/list_changed': 'ResourceListChangedNotification',
  'notifications/resources/updated': 'ResourceUpdatedNotification',
  'notifications/subscriptions/acknowledged': 'SubscriptionsAcknowledgedNotification',
};
const CAPABILITY = { 'sampling/createMessage': 'sampling', 'elicitation/create': 'elicitation', 'roots/list': 'roots' };
const CACHEABLE = ['server/discover', 'tools/list', 'prompts/list', 'resources/list', 'resources/templates/list',
  'resources/read'];
const MODERN_MEMBERS = ['resultType', 'ttlMs', 'cacheScope', 'inputRequests', 'requestState', 'supportedVersions'];
// Members of tools, prompts, resources, implementations and content, with the revision that brought them.
const SINCE = {
  title: '2025-06-18', outputSchema: '2025-06-18', structuredContent: '2025-06-18', icons: '2025-11-25',
  websiteUrl: '2025-11-25',
};

class Official {
  constructor(folder, revision) {
    const document = JSON.parse(readFileSync(join(folder, `${revision}.json`), 'utf8'));
    this.place = document.$defs ? '$defs' : 'definitions';
    this.names = document[this.place];
    const options = { strict: false, allErrors: true };
    this.ajv = addFormats(document.$defs ? new Ajv2020(options) : new Ajv(options));
    this.ajv.addSchema(document, 'mcp');
  }

  has(name) { return name in this.names; }

  // What is wrong, or undefined.
  wrong(name, value) {
    const validate = this.ajv.getSchema(`mcp#/${this.place}/${name}`);
    return validate(value) ? undefined : this.ajv.errorsText(validate.errors);
  }
}

const cache = new Map();
function official(folder, revision) {
  const key = `${folder} ${revision}`;
  if (!cache.has(key)) cache.set(key, new Official(folder, revision));
  return cache.get(key);
}

export const hasSchemas = folder => existsSync(join(folder ?? '', `${MODERN}.json`));

// One pipe: lines in their order. `schemas` may be undefined: then only the rules are checked.
export class Wire {
  constructor(schemas) {
    Object.assign(this, { schemas, legacy: undefined, capabilities: {}, level: 'info', asked: new Map(),
      answered: new Set(), tokens: new Map(), progress: new Map(), listens: new Set(), checked: 0, failures: [],
      serverAsked: new Set(), twice: new Set() });
  }

  fail(what, message) { this.failures.push({ what, message }); }

  // `revision`: what is known from elsewhere to have been negotiated.
  client(message, revision) {
    if (Array.isArray(message)) return message.forEach(each => this.client(each, revision));
    if (message === null || typeof message !== 'object' || message.id === undefined) return;
    if (message.method === undefined && ('result' in message || 'error' in message)) return;
    const meta = message.params?._meta;
    const modern = typeof meta?.[META + 'protocolVersion'] === 'string';
    const request = { message, modern, revision: modern ? MODERN : revision };
    const id = JSON.stringify(message.id);
    // A second request with the id of one under way is refused, so that both are answered.
    if (this.asked.has(id) && !this.answered.has(id)) this.twice.add(id);
    this.asked.set(id, request);
    this.answered.delete(id);
    if (meta?.progressToken !== undefined) {
      this.tokens.set(JSON.stringify(meta.progressToken), request);
      this.progress.delete(JSON.stringify(meta.progressToken));
    }
    if (message.method === 'initialize') this.capabilities = message.params?.capabilities ?? {};
    if (message.method === 'logging/setLevel') this.level = message.params?.level;
  }

  server(message, revision) {
    if (Array.isArray(message)) {
      if ((revision ?? this.legacy) !== '2025-03-26') this.fail('a batch outside of 2025-03-26', message);
      return message.forEach(each => this.server(each, revision));
    }
    this.checked += 1;
    if (message.method === undefined) return this.response(message, revision);
    if (message.id === undefined) return this.notification(message, revision);
    return this.request(message, revision);
  }

  validate(revision, names, message, value = message) {
    if (!this.schemas || !revision) return;
    const schema = official(this.schemas, revision);
    for (const name of names.filter(each => schema.has(each))) {
      const wrong = schema.wrong(name, value);
      if (wrong) this.fail(`${revision} ${name}: ${wrong}`, message);
    }
  }

  response(message, revision) {
    const id = JSON.stringify(message.id);
    const request = message.id === undefined ? undefined : this.asked.get(id);
    if (message.id !== undefined && !request) return this.fail('an answer to nothing', message);
    if (this.answered.has(id) && !this.twice.delete(id)) this.fail('a second answer', message);
    if (request) this.answered.add(id);
    const { method } = request?.message ?? {};
    if (method === 'initialize' && message.result && !request.modern) this.legacy = message.result.protocolVersion;
    const spoken = request?.modern ? MODERN : revision ?? this.legacy;
    if (message.error) return this.error(message, request, spoken);
    this.rules(message, method, spoken);
    const { result } = message;
    if (result?.resultType === 'input_required') {
      if (!['tools/call', 'prompts/get', 'resources/read'].includes(method)) this.fail(`${method} asks`, message);
      this.validate(spoken, ['JSONRPCMessage'], message);
      return this.validate(spoken, ['InputRequiredResult'], message, result);
    }
    if (!RESULTS[method]) return this.fail(`a result for ${method}`, message);
    this.validate(spoken, ['JSONRPCMessage', `${RESULTS[method]}Response`], message);
    return this.validate(spoken, [RESULTS[method]], message, result);
  }

  error(message, request, spoken) {
    const { code } = message.error;
    const modern = request?.modern ?? false;
    if (modern && (code === -32002 || code === -32042)) this.fail('a legacy error code in the modern era', message);
    if (request && !modern && code <= -32020 && code >= -32022) this.fail('a modern error code', message);
    if (code <= -32000 && code >= -32019 && code !== -32002) this.fail('a code nobody should use', message);
    // The schemas before 2025-11-25 know no error without id, and null nowhere.
    if (message.id === null) this.fail('id is null', message);
    if (message.id === undefined && (spoken ?? MODERN) < '2025-11-25') return;
    this.validate(spoken ?? MODERN, ['JSONRPCMessage', 'JSONRPCErrorResponse', 'JSONRPCError'], message);
  }

  // What schemas cannot say of a result, since they leave objects open.
  rules(message, method, spoken) {
    const { result } = message;
    if (spoken === MODERN) {
      if (!['complete', 'input_required'].includes(result.resultType)) this.fail('no resultType', message);
      if (!result._meta?.[META + 'serverInfo']?.name) this.fail('no serverInfo', message);
      const cacheable = CACHEABLE.includes(method) && result.resultType === 'complete';
      for (const member of ['ttlMs', 'cacheScope']) {
        if (member in result !== cacheable) this.fail(`${member} ${cacheable ? 'is missing' : 'is there'}`, message);
      }
      return;
    }
    for (const member of MODERN_MEMBERS) if (member in result) this.fail(`${spoken}: ${member}`, message);
    const marked = Object.keys(result._meta ?? {}).some(key => key.startsWith(META));
    if (marked) this.fail(`${spoken}: modern _meta`, message);
    if (spoken) this.members(result, spoken, message);
    if (method === 'initialize' && spoken < '2025-03-26' && result.capabilities.completions) {
      this.fail(`${spoken}: completions`, message);
    }
  }

  // Members and content types that `spoken` does not know yet. What users stored is not looked into.
  members(result, spoken, message) {
    const lists = ['tools', 'resources', 'resourceTemplates', 'prompts', 'contents', 'content'];
    const shapes = [result, result.serverInfo, ...lists.flatMap(name => result[name] ?? []),
      ...(result.messages ?? []).map(each => each?.content)];
    for (const shape of shapes.filter(each => each !== null && typeof each === 'object')) {
      for (const [member, since] of Object.entries(SINCE)) {
        if (member in shape && spoken < since) this.fail(`${spoken}: ${member}`, message);
      }
      if ('inputSchema' in shape && 'annotations' in shape && spoken < '2025-03-26') {
        this.fail(`${spoken}: annotations`, message);
      }
      if ('execution' in shape) this.fail(`${spoken}: execution`, message);
      if (shape.type === 'audio' && spoken < '2025-03-26') this.fail(`${spoken}: audio`, message);
      if (shape.type === 'resource_link' && spoken < '2025-06-18') this.fail(`${spoken}: resource_link`, message);
      if (shape !== result && '_meta' in shape && spoken < '2025-06-18') this.fail(`${spoken}: _meta`, message);
    }
    const { structuredContent = {} } = result;
    if (structuredContent === null || typeof structuredContent !== 'object' || Array.isArray(structuredContent)) {
      this.fail(`${spoken}: structuredContent is no object`, message);
    }
    if (result.isError && 'structuredContent' in result) this.fail('structuredContent beside isError', message);
  }

  notification(message, revision) {
    const { method, params } = message;
    const subscription = params?._meta?.[META + 'subscriptionId'];
    let spoken = revision ?? this.legacy;
    if (subscription !== undefined) spoken = this.onListen(message, JSON.stringify(subscription));
    if (method === 'notifications/progress') spoken = this.onProgress(message, spoken);
    if (method === 'notifications/message') spoken = this.onLog(message, spoken);
    if (/list_changed$|updated$/.test(method) && subscription === undefined && spoken === undefined) {
      this.fail('a change told to nobody', message);
    }
    if (!NOTIFICATIONS[method]) this.fail('an unknown notification', message);
    this.validate(spoken, ['JSONRPCMessage', 'ServerNotification', NOTIFICATIONS[method]].filter(Boolean), message);
  }

  onListen(message, id) {
    const request = this.asked.get(id);
    if (request?.message.method !== 'subscriptions/listen' || this.answered.has(id)) {
      this.fail('a note for a listen that is not open', message);
    }
    const acknowledged = message.method === 'notifications/subscriptions/acknowledged';
    if (acknowledged === this.listens.has(id)) this.fail('the acknowledgement comes first, once', message);
    this.listens.add(id);
    const wanted = request?.message.params?.notifications ?? {};
    const kinds = { 'notifications/tools/list_changed': wanted.toolsListChanged,
      'notifications/prompts/list_changed': wanted.promptsListChanged,
      'notifications/resources/list_changed': wanted.resourcesListChanged,
      'notifications/resources/updated': wanted.resourceSubscriptions?.includes(message.params.uri) };
    if (!acknowledged && !kinds[message.method]) this.fail('a note that this listen did not ask for', message);
    return MODERN;
  }

  onProgress(message, spoken) {
    const { progressToken, progress } = message.params;
    const token = JSON.stringify(progressToken);
    const request = this.tokens.get(token);
    if (!request) return this.fail('progress without a token', message);
    if (this.answered.has(JSON.stringify(request.message.id))) this.fail('progress after the answer', message);
    if (progress <= (this.progress.get(token) ?? -Infinity)) this.fail('progress that does not rise', message);
    this.progress.set(token, progress);
    const said = request.modern ? MODERN : spoken;
    if (said < '2025-03-26' && 'message' in message.params) this.fail(`${said}: a message in progress`, message);
    return said;
  }

  onLog(message, spoken) {
    const open = [...this.asked].filter(([id, { modern }]) => modern && !this.answered.has(id))
      .map(([, request]) => request.message.params._meta[META + 'logLevel']).filter(Boolean);
    const wanted = [...open, ...(spoken ? [this.level] : [])].map(level => LEVELS.indexOf(level));
    if (!wanted.some(level => level <= LEVELS.indexOf(message.params.level))) this.fail('a log nobody wants', message);
    return spoken ?? MODERN;
  }

  request(message, revision) {
    const spoken = revision ?? this.legacy;
    if (!spoken) return this.fail('a request of the server outside of a session', message);
    const capability = CAPABILITY[message.method];
    if (capability && !this.capabilities[capability]) {
      this.fail(`asks for ${capability}, which was not declared`, message);
    }
    if (this.serverAsked.has(message.id)) this.fail('an id of the server used twice', message);
    this.serverAsked.add(message.id);
    if (!REQUESTS[message.method]) this.fail('an unknown request of the server', message);
    const names = ['JSONRPCMessage', 'ServerRequest', REQUESTS[message.method]];
    return this.validate(spoken, names.filter(Boolean), message);
  }
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

// Everything in one record. Prints what is wrong; returns whether nothing is.
export function checkRecord(path, schemas) {
  const wires = new Map();
  const entries = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').map(parsed) : [];
  // A run without a word of the client is a command for people, no server.
  const spokenTo = new Set(entries.filter(({ from }) => from === 'client').map(({ run }) => run));
  for (const { run, from, line } of entries.filter(each => spokenTo.has(each.run))) {
    if (!wires.has(run)) wires.set(run, new Wire(hasSchemas(schemas) ? schemas : undefined));
    const message = parsed(line);
    if (message !== undefined) wires.get(run)[from](message);
    else if (from === 'server') wires.get(run).fail('a line that is not JSON', line);
  }
  const all = [...wires.values()];
  return report(all.reduce((sum, { checked }) => sum + checked, 0), all.flatMap(({ failures }) => failures), schemas);
}

export function report(checked, failures, schemas) {
  for (const [what, { message }] of new Map(failures.map(failure => [failure.what, failure]))) {
    console.log(`FAIL ${what}\n     ${JSON.stringify(message).slice(0, 1000)}`);
  }
  console.log(`${checked} messages of the server, ${failures.length} findings`);
  if (!hasSchemas(schemas)) {
    console.log(`NOT RUN: the official schemas. There is no ${MODERN}.json in "${schemas ?? ''}"; ` +
      'configure with -DMNESTIC_MCP_SCHEMAS=FOLDER.');
  }
  return checked > 0 && failures.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [schemas, ...records] = process.argv.slice(2);
  if (!records.map(record => checkRecord(record, schemas)).every(Boolean)) process.exit(1);
}
