// Plays every transcript and checks what the server said against schemas: each result of a tool against the tool's
// own output schema, each message against the protocol's official schema of its revision and the rules of wire.mjs.
// usage: node schemas_test.mjs PROGRAM SCHEMAS    SCHEMAS: a folder with 2024-11-05.json … 2026-07-28.json
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkRecord, MODERN } from './wire.mjs';

const [program, schemas] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const transcripts = join(here, '../transcripts');

// All transcripts, played through the recorder. Gives the answers to requests, each with its revision, and checks
// every line that the servers said on the way.
function recorded() {
  const folder = mkdtempSync(join(tmpdir(), 'mnestic-schemas-'));
  try {
    const scripts = readdirSync(join(transcripts, 'scripts')).filter(name => name.endsWith('.jsonl'))
      .map(name => join(transcripts, 'scripts', name));
    const record = join(folder, 'record');
    const lines = join(folder, 'lines');
    const binary = join(folder, 'mnestic');
    const script =
      `#!/bin/sh\nexec '${join(here, 'recorder')}' '${lines}' '${program}' "$@"\n`;
    writeFileSync(binary, script, { mode: 0o700 });
    const done = spawnSync('python3', ['-B', join(transcripts, 'run.py'), '--binary', binary,
      '--record', record, ...scripts], { encoding: 'utf8', maxBuffer: 1 << 28 });
    // A transcript that fails is its own test's to report; what was said is checked all the same.
    assert.ok(existsSync(record), done.stdout + done.stderr);
    assert.ok(checkRecord(lines, schemas), 'what was said is as specified');
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

const records = recorded();
const count = checkOwn(records);
console.log(`${records.length} answers; ${count} tools against their own schemas`);
for (const [what, detail] of failures) {
  console.log(`FAIL ${what}\n     ${JSON.stringify(detail).slice(0, 1000)}`);
}
assert.equal(failures.size, 0, `${failures.size} findings`);
