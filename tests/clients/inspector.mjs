// The Inspector's command line: one process a call. Used by inspector_test.mjs and features_inspector_test.mjs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { commandLine } from './story.mjs';

const inspector = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/.bin/mcp-inspector');
export const FAILED = 1;
export const TOOL_FAILED = 5;

// {status, result?, error?}
export function run({ program, era, home }, args) {
  const done = spawnSync(inspector, ['--cli', '-e', `MNESTIC_HOME=${home}`, '-e', 'MNESTIC_EMBEDDER=lexical',
    '--protocol-era', era, '--format', 'json', ...commandLine(program, home), ...args], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
  });
  assert.ok([0, FAILED, TOOL_FAILED].includes(done.status), `exit ${done.status}: ${done.stdout} ${done.stderr}`);
  const said = (done.status === FAILED ? done.stderr : done.stdout).trim().split('\n').at(-1);
  return { status: done.status, ...JSON.parse(done.status === FAILED ? said : done.stdout) };
}
