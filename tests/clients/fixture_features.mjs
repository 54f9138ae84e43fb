// Every feature of the protocol through one client of the TypeScript SDKs, against the fixture server. The adapter:
// see features.mjs.
import assert from 'node:assert/strict';

const text = result => result.content[0].text;

async function resources({ client }) {
  const uris = (await client.listResources()).resources.map(resource => resource.uri);
  assert.deepEqual(uris, ['test://static-text', 'test://static-binary', 'test://watched-resource']);
  const templates = (await client.listResourceTemplates()).resourceTemplates;
  assert.deepEqual(templates.map(template => template.uriTemplate), ['test://template/{id}/data']);
  const read = async uri => (await client.readResource({ uri })).contents[0];
  assert.match((await read('test://static-text')).text, /static text/);
  assert.equal(Buffer.from((await read('test://static-binary')).blob, 'base64').subarray(1, 4).toString(), 'PNG');
  assert.equal(JSON.parse((await read('test://template/a%2Fb/data')).text).id, 'a/b');
  await assert.rejects(() => read('test://no-such'), error => [-32002, -32602].includes(error.code));
}

async function prompts({ client }) {
  const names = (await client.listPrompts()).prompts.map(prompt => prompt.name);
  assert.ok(names.includes('test_prompt_with_arguments'));
  const filled = await client.getPrompt({ name: 'test_prompt_with_arguments', arguments: { arg1: 'x1', arg2: 'x2' } });
  assert.match(filled.messages[0].content.text, /x1.*x2/);
  await assert.rejects(() => client.getPrompt({ name: 'test_prompt_with_arguments', arguments: { arg1: 'x' } }),
    { code: -32602 });
  await assert.rejects(() => client.getPrompt({ name: 'no_such' }), { code: -32602 });
  const { completion } = await client.complete({
    ref: { type: 'ref/prompt', name: 'test_prompt_with_arguments' }, argument: { name: 'arg1', value: 'par' } });
  assert.deepEqual(completion.values, ['paris', 'party']);
}

async function questions({ call, onAsk }) {
  let asked;
  onAsk('elicitation/create', request => {
    asked = request.params;
    return { action: 'accept', content: { username: 'ann', email: 'ann@example.com' } };
  });
  const accepted = await call('test_elicitation', { message: 'Who is there?' });
  assert.equal(asked.message, 'Who is there?');
  assert.deepEqual(Object.keys(asked.requestedSchema.properties).sort(), ['email', 'username']);
  assert.match(text(accepted), /accept.*ann@example\.com|ann@example\.com.*accept/);
  onAsk('elicitation/create', () => ({ action: 'decline' }));
  assert.match(text(await call('test_elicitation', { message: 'Again?' })), /decline/);
  onAsk('sampling/createMessage', request => {
    asked = request.params;
    return { role: 'assistant', model: 'm', stopReason: 'endTurn', content: { type: 'text', text: 'four' } };
  });
  assert.match(text(await call('test_sampling', { prompt: 'Two and two?' })), /four/);
  assert.equal(asked.messages[0].content.text, 'Two and two?');
  onAsk('roots/list', () => ({ roots: [{ uri: 'file:///somewhere', name: 'a root' }] }));
  assert.match(text(await call('test_input_required_result_list_roots', {})), /somewhere/);
  const rounds = { step1: { name: 'Ann' }, step2: { color: 'blue' } };
  onAsk('elicitation/create', ({ params }) =>
    ({ action: 'accept', content: /Step 1/.test(params.message) ? rounds.step1 : rounds.step2 }));
  assert.match(text(await call('test_input_required_result_multi_round', {})), /Ann.*blue/);
}

async function progressAndCancelling({ call }) {
  const seen = [];
  await call('test_tool_with_progress', {}, { onprogress: ({ progress, total }) => seen.push([progress, total]) });
  assert.deepEqual(seen, [[0, 100], [50, 100], [100, 100]]);
  const abort = new AbortController();
  const given = call('wait_until_cancelled', {}, { signal: abort.signal, onprogress: () => abort.abort('enough') });
  await assert.rejects(given);
  // The flag is seen a little later than the cancellation was sent; calls in between give it time.
  let count;
  for (let tries = 0; tries < 1000 && count !== '1'; tries += 1) count = text(await call('count_cancelled', {}));
  assert.equal(count, '1', 'the work itself stopped');
}

async function notes({ client, call, onNote, watch, modern }) {
  if (!modern) {
    const logs = [];
    onNote('notifications/message', ({ params }) => logs.push(params.data));
    await client.setLoggingLevel('debug');
    await call('test_tool_with_logging', {});
    assert.deepEqual(logs, ['Tool execution started', 'Tool processing data', 'Tool execution completed']);
    await client.setLoggingLevel('error');
    await call('test_tool_with_logging', {});
    assert.equal(logs.length, 3, 'nothing below the level');
  }
  const updated = [];
  let told;
  const once = new Promise(resolve => { told = resolve; });
  onNote('notifications/resources/updated', ({ params }) => {
    updated.push(params.uri);
    told();
  });
  const stop = await watch('test://watched-resource');
  await call('update_watched', {});
  await once;
  await stop();
  await call('update_watched', {});
  await call('test_simple_text', {});
  assert.deepEqual(updated, ['test://watched-resource'], 'nothing after the end');
}

export async function fixtureFeatures(adapter) {
  await resources(adapter);
  await prompts(adapter);
  await questions(adapter);
  await progressAndCancelling(adapter);
  await notes(adapter);
}
