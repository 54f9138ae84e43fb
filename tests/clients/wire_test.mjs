// Each rule of wire.mjs can fail: a conversation that keeps it and one that breaks it. usage: node wire_test.mjs
import assert from 'node:assert/strict';

import { MODERN, Wire, hasSchemas } from './wire.mjs';

const META = 'io.modelcontextprotocol/';
const own = { [`${META}protocolVersion`]: MODERN, [`${META}clientCapabilities`]: {} };
const schemas = process.env.MNESTIC_MCP_SCHEMAS;
const ask = (id, method, params) => ['client', { jsonrpc: '2.0', id, method, params }];
const modern = (id, method, params, meta) => ask(id, method, { ...params, _meta: { ...own, ...meta } });
const answer = (id, result) => ['server', { jsonrpc: '2.0', id, result }];
const refuse = (id, code) => ['server', { jsonrpc: '2.0', id, error: { code, message: 'no' } }];
const note = (method, params) => ['server', { jsonrpc: '2.0', method: `notifications/${method}`, params }];
const open = (protocolVersion, capabilities = {}) => [
  ask(0, 'initialize', { protocolVersion, capabilities, clientInfo: { name: 'c', version: '1' } }),
  answer(0, { protocolVersion, capabilities: {}, serverInfo: { name: 's', version: '1' } })];
const complete = result => ({ resultType: 'complete', _meta: { [`${META}serverInfo`]: { name: 's', version: '1' } },
  ...result });
const text = { content: [{ type: 'text', text: 'x' }] };
const list = { tools: [] };
const cached = { ttlMs: 0, cacheScope: 'public' };
const progress = (token, value, more) => note('progress', { progressToken: token, progress: value, ...more });
const call = (id, meta) => ask(id, 'tools/call', { name: 'a', ...(meta && { _meta: meta }) });
const changed = uri => note('resources/updated', { uri, _meta: { [`${META}subscriptionId`]: 'L' } });
const listening = [modern('L', 'subscriptions/listen', { notifications: { resourceSubscriptions: ['a:b'] } }),
  note('subscriptions/acknowledged', { notifications: {}, _meta: { [`${META}subscriptionId`]: 'L' } })];
const newest = open('2025-11-25');

const GOOD = [
  [...newest, ask(1, 'tools/call', { name: 'a' }), answer(1, text), refuse(undefined, -32700)],
  [modern(1, 'tools/list'), answer(1, complete({ ...list, ...cached }))],
  [modern(1, 'tools/call', { name: 'a' }), answer(1, complete(text))],
  [...newest, call(1, { progressToken: 'p' }), progress('p', 1), progress('p', 2), answer(1, text)],
  [...newest, note('message', { level: 'error', data: 'x' })],
  [...listening, changed('a:b')],
  [modern(1, 'tools/call', { name: 'a' }), answer(1, complete({ resultType: 'input_required', inputRequests: {} }))],
  [...open('2025-11-25', { roots: {} }), ['server', { jsonrpc: '2.0', id: 's1', method: 'roots/list' }]],
];
const BAD = {
  'an answer to nothing': [...newest, answer(7, {})],
  'an answer with another type of id': [...newest, ask(1, 'ping'), answer('1', {})],
  'a second answer': [...newest, ask(1, 'ping'), answer(1, {}), answer(1, {})],
  'a modern member in a legacy result': [...newest, call(1), answer(1, { ...text, resultType: 'complete' })],
  'a modern _meta in a legacy result': [...newest, call(1), answer(1, { ...text, _meta: complete({})._meta })],
  'a modern error code': [...newest, ask(1, 'x'), refuse(1, -32021)],
  'a legacy error code': [modern(1, 'resources/read', { uri: 'a:b' }), refuse(1, -32002)],
  'a code nobody should use': [...newest, ask(1, 'x'), refuse(1, -32001)],
  'no resultType': [modern(1, 'tools/call', { name: 'a' }), answer(1, { ...complete(text), resultType: undefined })],
  'no serverInfo': [modern(1, 'tools/call', { name: 'a' }), answer(1, { ...text, resultType: 'complete' })],
  'no ttlMs on a list': [modern(1, 'tools/list'), answer(1, complete({ ...list, cacheScope: 'public' }))],
  'ttlMs on a call': [modern(1, 'tools/call', { name: 'a' }), answer(1, complete({ ...text, ttlMs: 0 }))],
  'audio too early': [...open('2024-11-05'), call(1),
    answer(1, { content: [{ type: 'audio', data: '', mimeType: 'audio/wav' }] })],
  'a link too early': [...open('2025-03-26'), call(1),
    answer(1, { content: [{ type: 'resource_link', uri: 'a:b', name: 'x' }] })],
  'a title too early': [...open('2025-03-26'), ask(1, 'tools/list'),
    answer(1, { tools: [{ name: 'a', title: 'A', inputSchema: { type: 'object' } }] })],
  'annotations too early': [...open('2024-11-05'), ask(1, 'tools/list'),
    answer(1, { tools: [{ name: 'a', inputSchema: { type: 'object' }, annotations: {} }] })],
  'structuredContent beside isError': [...newest, call(1),
    answer(1, { ...text, isError: true, structuredContent: {} })],
  'structuredContent that is a list': [...newest, call(1), answer(1, { ...text, structuredContent: [] })],
  'progress that nobody wants': [...newest, call(1), progress('p', 1)],
  'progress that falls': [...newest, call(1, { progressToken: 'p' }), progress('p', 2), progress('p', 2)],
  'progress after the answer': [...newest, call(1, { progressToken: 'p' }), answer(1, text), progress('p', 2)],
  'a message in early progress': [...open('2024-11-05'), call(1, { progressToken: 'p' }),
    progress('p', 1, { message: 'x' })],
  'a log nobody wants': [modern(1, 'tools/call', { name: 'a' }), note('message', { level: 'error', data: 'x' })],
  'a change told to nobody': [note('tools/list_changed')],
  'a change not asked for': [...listening, changed('c:d')],
  'a change before the acknowledgement': [listening[0], changed('a:b')],
  'an unknown notification': [...newest, note('x', {})],
  'a request without a session': [['server', { jsonrpc: '2.0', id: 1, method: 'roots/list' }]],
  'a request for what was not declared': [...newest, ['server', { jsonrpc: '2.0', id: 1, method: 'roots/list' }]],
  'a list that asks': [modern(1, 'tools/list'),
    answer(1, complete({ resultType: 'input_required', inputRequests: {} }))],
  'a batch in the wrong revision': [...newest, ask(1, 'ping'), ['server', [answer(1, {})[1]]]],
};
const BAD_BY_SCHEMA = {
  'content that is no list': [...newest, call(1), answer(1, { content: 'x' })],
  'a tool without schema': [...newest, ask(1, 'tools/list'), answer(1, { tools: [{ name: 'a' }] })],
  'an error without message': [...newest, ask(1, 'x'), ['server', { jsonrpc: '2.0', id: 1, error: { code: -1 } }]],
  'a prompt without role': [modern(1, 'prompts/get', { name: 'a' }),
    answer(1, complete({ messages: [{ content: { type: 'text', text: 'x' } }] }))],
  'a log of no level': [...newest, note('message', { level: 'error' })],
};

function failures(conversation, folder) {
  const wire = new Wire(folder);
  for (const [from, message] of conversation) wire[from](JSON.parse(JSON.stringify(message)));
  return wire.failures;
}

const folder = hasSchemas(schemas) ? schemas : undefined;
for (const conversation of GOOD) assert.deepEqual(failures(conversation, folder), []);
for (const [what, conversation] of Object.entries(BAD)) assert.ok(failures(conversation).length > 0, what);
if (folder) {
  for (const [what, conversation] of Object.entries(BAD_BY_SCHEMA)) {
    assert.deepEqual(failures(conversation), [], `${what}: found without a schema`);
    assert.ok(failures(conversation, folder).length > 0, what);
  }
} else {
  console.log(`NOT RUN: the official schemas; there are none in "${schemas ?? ''}"`);
}
console.log(`${Object.keys(BAD).length} rules can fail`);
