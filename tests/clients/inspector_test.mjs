// The story through the Inspector's command line: one process a call, so every step survives a restart.
// usage: node inspector_test.mjs PROGRAM legacy|auto|modern
import assert from 'node:assert/strict';

import { TOOL_FAILED, run } from './inspector.mjs';
import { checkFailure, checkTools, story, withStore } from './story.mjs';

const [program, era] = process.argv.slice(2);

const call = home => async (tool, args) => {
  const done = run({ program, era, home }, ['--method', 'tools/call', '--tool-name', tool, '--tool-args-json',
    JSON.stringify(args)]);
  assert.equal(done.status, done.result.isError ? TOOL_FAILED : 0);
  return done.result;
};

await withStore(async home => {
  checkTools(run({ program, era, home }, ['--method', 'tools/list', '--strict']).result.tools);
  await checkFailure(call(home));
});
await withStore(home => story({
  home,
  connect: async () => ({ call: call(home), close: async () => {} }),
}));
console.log(`the story holds: Inspector, ${era}`);
