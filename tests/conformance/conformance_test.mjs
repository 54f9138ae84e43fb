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

const [program, revision, ...more] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const suite = join(here, '../clients/node_modules/@modelcontextprotocol/conformance/dist/index.js');
assert.ok(existsSync(suite), `the conformance suite is not installed: no ${suite}`);

const bridge = spawn(process.execPath, [join(here, 'bridge.mjs'), program], {
  stdio: ['pipe', 'pipe', 'inherit'] });
const output = mkdtempSync(join(tmpdir(), 'mnestic-conformance-'));
let status;
try {
  const [line] = await once(createInterface({ input: bridge.stdout }), 'line');
  const url = `http://127.0.0.1:${JSON.parse(line).port}/mcp`;
  const run = spawn(process.execPath,
    [suite, 'server', '--url', url, '--requirements', revision, '-o', output, ...more],
    { stdio: 'inherit' });
  [status] = await once(run, 'exit');
} finally {
  bridge.stdin.end();
  await once(bridge, 'exit');
  rmSync(output, { recursive: true, force: true });
}
assert.equal(status, 0, `scored scenarios of ${revision} fail`);
console.log(`every scored scenario of ${revision} passes`);
