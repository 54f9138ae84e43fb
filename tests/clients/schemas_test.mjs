// Plays transcripts in every revision and checks what the server said against schemas: each result of a tool
// against the tool's own output schema, each message against the protocol's official schema of that revision.
// usage: node schemas_test.mjs PROGRAM SCHEMAS    SCHEMAS: a folder with 2024-11-05.json … 2026-07-28.json
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [program, schemas] = process.argv.slice(2);
const REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'];
const MODERN = '2026-07-28';
const transcripts = join(dirname(fileURLToPath(import.meta.url)), '../transcripts');

function recorded() {
  const folder = mkdtempSync(join(tmpdir(), 'mnestic-schemas-'));
  try {
    const scripts = readdirSync(join(transcripts, 'scripts'))
      .filter(name => /^(tool_.*|story|bad_arguments)\.jsonl$/.test(name))
      .map(name => join(transcripts, 'scripts', name));
    const record = join(folder, 'record');
    const done = spawnSync('python3', ['-B', join(transcripts, 'run.py'), '--binary', program,
      '--record', record, ...scripts], { encoding: 'utf8', maxBuffer: 1 << 28 });
    // A transcript that fails is its own test's to report; what was said is checked all the same.
    assert.ok(existsSync(record), done.stdout + done.stderr);
    return readFileSync(record, 'utf8').trim().split('\n').map(line => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const failures = new Map();
function fail(what, detail) {
  failures.set(what, detail);
}

// --- the tools' own schemas -------------------------------------------------------------------------

const own = addFormats(new Ajv2020({ strict: true, strictRequired: false, allErrors: true }));

// Hosts refuse more than this; see "plain schemas" in the clients' reports.
function checkPortable(schema, where) {
  const root = ['type', 'properties', 'required', 'additionalProperties'];
  for (const key of Object.keys(schema)) {
    if (!root.includes(key)) fail(`${where}: "${key}" at the root`, '');
  }
  (function walk(node, path) {
    if (Array.isArray(node)) return node.forEach((each, at) => walk(each, `${path}[${at}]`));
    if (node === null || typeof node !== 'object') return;
    for (const key of ['$ref', '$defs', 'oneOf', 'anyOf', 'allOf', 'if']) {
      if (key in node && !path.endsWith('properties')) fail(`${where}: ${key} at ${path}`, '');
    }
    if (Array.isArray(node.type)) fail(`${where}: several types at ${path}`, '');
    if (node.type === 'array' && !node.items) fail(`${where}: array without items at ${path}`, '');
    for (const [key, value] of Object.entries(node)) walk(value, `${path}.${key}`);
  })(schema, '$');
}

function checkOwn(records) {
  const validators = new Map();
  const lists = records.filter(({ request }) => request?.method === 'tools/list');
  const tools = lists.find(({ revision }) => revision === MODERN).answer.result.tools;
  for (const tool of tools) {
    own.compile(tool.inputSchema);
    checkPortable(tool.inputSchema, `${tool.name} input`);
    assert.equal(tool.inputSchema.additionalProperties, false, `${tool.name}: a closed input`);
    validators.set(tool.name, own.compile(tool.outputSchema));
  }
  const seen = new Set();
  for (const { request, answer } of records) {
    const result = answer.result;
    if (request?.method !== 'tools/call' || !result?.structuredContent) continue;
    const { name } = request.params;
    seen.add(name);
    const validate = validators.get(name);
    if (!validate(result.structuredContent)) {
      fail(`${name}: ${own.errorsText(validate.errors)}`, result.structuredContent);
    }
    // Both halves must stand alone: older clients see the text only.
    const ids = JSON.stringify(result.structuredContent).match(/mem_[0-9a-z]{26}/g) ?? [];
    const shown = new Set(result.content[0].text.match(/mem_[0-9a-z]{26}/g) ?? []);
    if (ids.length > 0 && shown.size === 0) fail(`${name}: the text names no id`, result);
  }
  for (const tool of tools) assert.ok(seen.has(tool.name), `${tool.name} was never called`);
  return seen.size;
}

// --- the protocol's schemas -------------------------------------------------------------------------

function officialValidator(revision) {
  const document = JSON.parse(readFileSync(join(schemas, `${revision}.json`), 'utf8'));
  const place = document.$defs ? '$defs' : 'definitions';
  const options = { strict: false, allErrors: true };
  const ajv = addFormats(document.$defs ? new Ajv2020(options) : new Ajv(options));
  ajv.addSchema(document, 'mcp');
  return {
    has: name => name in document[place],
    check: (name, value) => {
      const validate = ajv.getSchema(`mcp#/${place}/${name}`);
      assert.ok(validate, `${revision} has no ${name}`);
      if (!validate(value)) fail(`${revision} ${name}: ${ajv.errorsText(validate.errors)}`, value);
    },
  };
}

const RESULTS = {
  initialize: 'InitializeResult', 'tools/list': 'ListToolsResult', 'tools/call': 'CallToolResult',
  ping: 'EmptyResult', 'server/discover': 'DiscoverResult',
};
const MODERN_MEMBERS = ['resultType', 'ttlMs', 'cacheScope'];

function checkOfficial(records) {
  const validators = new Map(REVISIONS.map(revision => [revision, officialValidator(revision)]));
  let checked = 0;
  for (const { revision, request, answer } of records) {
    const { has, check } = validators.get(revision);
    // The schemas before 2025-11-25 know no error without id.
    if (answer.error && !('id' in answer) && revision < '2025-11-25') continue;
    check('JSONRPCMessage', answer);
    checked += 1;
    if (answer.error) {
      check(has('JSONRPCErrorResponse') ? 'JSONRPCErrorResponse' : 'JSONRPCError', answer);
    } else if (request && answer.result) {
      const name = RESULTS[request.method];
      check(name, answer.result);
      if (has(`${name}Response`)) check(`${name}Response`, answer);
      for (const member of MODERN_MEMBERS) {
        if (revision !== MODERN && member in answer.result) fail(`${revision}: ${member}`, answer);
      }
    }
  }
  return checked;
}

const records = recorded();
const count = checkOwn(records);
console.log(`${records.length} answers; ${count} tools against their own schemas`);
if (existsSync(join(schemas ?? '', `${MODERN}.json`))) {
  console.log(`${checkOfficial(records)} answers against the official schemas in ${schemas}`);
} else {
  console.log(`NOT RUN: the official schemas. There is no ${MODERN}.json in "${schemas}"; ` +
    'configure with -DMNESTIC_MCP_SCHEMAS=FOLDER.');
}
for (const [what, detail] of failures) {
  console.log(`FAIL ${what}\n     ${JSON.stringify(detail).slice(0, 1000)}`);
}
assert.equal(failures.size, 0, `${failures.size} findings`);
