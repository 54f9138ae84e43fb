// The official conformance suite against the fixture server, one revision a run. Every scored scenario must pass;
// there is no file of expected failures. usage: node conformance_test.mjs FIXTURE_SERVER REVISION [SUITE ARGS…]
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { checkRecord } from '../clients/wire.mjs';

const [program, revision, ...more] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const suite = join(here, '../clients/node_modules/@modelcontextprotocol/conformance/dist/index.js');
assert.ok(existsSync(suite), `the conformance suite is not installed: no ${suite}`);

// How many scored scenarios the suite has for a server; fewer in its summary means that it did not run.
const SCORED = { '2025-11-25': 30, '2026-07-28': 37 };
assert.ok(revision in SCORED, `a revision is needed: ${Object.keys(SCORED).join(' or ')}`);

async function runSuite(url, output) {
  const run = spawn(process.execPath,
    [suite, 'server', '--url', url, '--requirements', revision, '-o', output, ...more],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  const passed = new Set();
  createInterface({ input: run.stdout }).on('line', line => {
    console.log(line);
    const scenario = /^✓ ([a-z0-9-]+): \d+ passed, 0 failed/.exec(line)?.[1];
    if (scenario) passed.add(scenario);
  });
  const [status] = await once(run, 'close');
  return { status, passed: passed.size };
}

const output = mkdtempSync(join(tmpdir(), 'mnestic-conformance-'));
const record = join(output, 'record');
const bridge = spawn(process.execPath, [join(here, 'bridge.mjs'), join(here, '../clients/recorder'), record, program], {
  stdio: ['pipe', 'pipe', 'inherit'] });
try {
  const [line] = await once(createInterface({ input: bridge.stdout }), 'line');
  const { status, passed } = await runSuite(`http://127.0.0.1:${JSON.parse(line).port}/mcp`, output);
  if (status !== 0 || (more.length === 0 && passed < SCORED[revision])) {
    console.log(`FAILED: scored scenarios of ${revision}; ${passed} scenarios passed`);
    process.exitCode = 1;
  } else {
    console.log(`every scored scenario of ${revision} passes`);
  }
} finally {
  bridge.stdin.end();
  await once(bridge, 'exit');
  if (!checkRecord(record, process.env.MNESTIC_MCP_SCHEMAS)) process.exitCode = 1;
  rmSync(output, { recursive: true, force: true });
}
