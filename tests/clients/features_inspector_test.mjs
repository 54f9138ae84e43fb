// What the Inspector's command line has of the features. It declares no elicitation, so nothing may be asked of it.
// usage: node features_inspector_test.mjs SERVER fixture|memory legacy|modern
import assert from 'node:assert/strict';

import { FAILED, TOOL_FAILED, run } from './inspector.mjs';
import { withStore } from './story.mjs';

const [program, kind, era] = process.argv.slice(2);
const uris = call => call('resources/list').result.resources.map(resource => resource.uri);

function fixture(call) {
  assert.deepEqual(uris(call), ['test://static-text', 'test://static-binary', 'test://watched-resource']);
  assert.equal(call('resources/templates/list').result.resourceTemplates.length, 1);
  const [contents] = call('resources/read', '--uri', 'test://template/7/data').result.contents;
  assert.equal(JSON.parse(contents.text).id, '7');
  assert.equal(call('resources/read', '--uri', 'test://no-such').status, FAILED);
  assert.equal(call('prompts/list').result.prompts.length, 5);
  const prompt = call('prompts/get', '--prompt-name', 'test_prompt_with_arguments',
    '--prompt-args', 'arg1=x1', 'arg2=x2');
  assert.match(prompt.result.messages[0].content.text, /x1.*x2/);
  const asked = call('tools/call', '--tool-name', 'test_elicitation', '--tool-arg', 'message=hi');
  assert.equal(asked.status, era === 'legacy' ? TOOL_FAILED : FAILED);
  if (era === 'legacy') assert.deepEqual(call('logging/setLevel', '--log-level', 'debug').result, {});
}

function memory(call) {
  const tool = (name, args) => call('tools/call', '--tool-name', name, '--tool-args-json', JSON.stringify(args));
  const facts = [{ content: 'User keeps bees on the roof' }];
  const [bees] = tool('remember', { facts }).result.structuredContent.added;
  assert.deepEqual(uris(call).sort(), [`memory://memories/${bees.id}`, 'memory://profile']);
  assert.ok(call('resources/templates/list').result.resourceTemplates.length >= 1);
  const [contents] = call('resources/read', '--uri', `memory://memories/${bees.id}`).result.contents;
  assert.equal(JSON.parse(contents.text).content, bees.content);
  assert.equal(call('resources/read', '--uri', 'memory://memories/none').status, FAILED);
  assert.ok(call('prompts/list').result.prompts.some(prompt => prompt.name === 'onboard'));
  const prompt = call('prompts/get', '--prompt-name', 'answer_with_memory', '--prompt-args', 'question=Which animals?');
  assert.match(prompt.result.messages[0].content.text, /Which animals/);
  const forgotten = tool('forget', { all: true });
  assert.equal(forgotten.status, TOOL_FAILED);
  assert.match(forgotten.result.content[0].text, /confirm: true/);
  if (era === 'legacy') assert.deepEqual(call('logging/setLevel', '--log-level', 'debug').result, {});
}

await withStore(home => ({ fixture, memory })[kind](
  (method, ...args) => run({ program, era, home }, ['--method', method, ...args])));
console.log(`the ${kind}'s features work: Inspector, ${era}`);
