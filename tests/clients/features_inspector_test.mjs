// What the Inspector's command line has of the features. usage: node features_inspector_test.mjs FIXTURE_SERVER ERA
import assert from 'node:assert/strict';

import { FAILED, TOOL_FAILED, run } from './inspector.mjs';
import { withStore } from './story.mjs';

const [program, era] = process.argv.slice(2);

await withStore(home => {
  const call = (method, ...args) => run({ program, era, home }, ['--method', method, ...args]);
  const uris = call('resources/list').result.resources.map(resource => resource.uri);
  assert.deepEqual(uris, ['test://static-text', 'test://static-binary', 'test://watched-resource']);
  assert.equal(call('resources/templates/list').result.resourceTemplates.length, 1);
  const [contents] = call('resources/read', '--uri', 'test://template/7/data').result.contents;
  assert.equal(JSON.parse(contents.text).id, '7');
  assert.equal(call('resources/read', '--uri', 'test://no-such').status, FAILED);
  assert.equal(call('prompts/list').result.prompts.length, 5);
  const prompt = call('prompts/get', '--prompt-name', 'test_prompt_with_arguments',
    '--prompt-args', 'arg1=x1', 'arg2=x2');
  assert.match(prompt.result.messages[0].content.text, /x1.*x2/);
  // It declares no elicitation, so the server must not ask.
  const asked = call('tools/call', '--tool-name', 'test_elicitation', '--tool-arg', 'message=hi');
  assert.equal(asked.status, era === 'legacy' ? TOOL_FAILED : FAILED);
  if (era === 'legacy') assert.deepEqual(call('logging/setLevel', '--log-level', 'debug').result, {});
});
console.log(`the features work: Inspector, ${era}`);
