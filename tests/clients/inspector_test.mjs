// The story through the Inspector's command line: one process a call, so every step survives a restart.
// usage: node inspector_test.mjs PROGRAM legacy|auto|modern
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkFailure, checkTools, commandLine, story, withStore } from './story.mjs';

const [program, era] = process.argv.slice(2);
const inspector = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/.bin/mcp-inspector');
const TOOL_FAILED = 5;

function run(home, args) {
  const done = spawnSync(inspector, ['--cli', '-e', `MNESTIC_HOME=${home}`, '--protocol-era', era,
    '--format', 'json', ...commandLine(program, home), ...args], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
  });
  assert.ok(done.status === 0 || done.status === TOOL_FAILED,
    `exit ${done.status}: ${done.stdout} ${done.stderr}`);
  return { status: done.status, ...JSON.parse(done.stdout) };
}

const call = home => async (tool, args) => {
  const done = run(home, ['--method', 'tools/call', '--tool-name', tool, '--tool-args-json',
    JSON.stringify(args)]);
  assert.equal(done.status, done.result.isError ? TOOL_FAILED : 0);
  return done.result;
};

await withStore(async home => {
  checkTools(run(home, ['--method', 'tools/list', '--strict']).result.tools);
  await checkFailure(call(home));
});
await withStore(home => story({
  home,
  connect: async () => ({ call: call(home), close: async () => {} }),
}));
console.log(`the story holds: Inspector, ${era}`);
