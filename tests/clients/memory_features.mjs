// What the memory server has besides tools, through one client of the TypeScript SDKs: resources, prompts,
// completion, questions, progress, cancelling, notices. The adapter: see features.mjs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const PROFILE = 'memory://profile';
const NOTICE_MS_MAX = 1000;
const FACTS = [
  { content: 'User prefers tea over coffee', kind: 'preference', tags: ['drinks'] },
  { content: 'User keeps bees on the roof', tags: ['animals'] },
];

const data = result => {
  assert.ok(!result.isError, JSON.stringify(result.content));
  return result.structuredContent;
};
const total = async call => data(await call('list_memories', { limit: 1 })).total;

async function resources({ client }, [tea, bees]) {
  const listed = (await client.listResources()).resources;
  assert.deepEqual(listed.map(resource => resource.uri).sort(),
    [PROFILE, `memory://memories/${tea.id}`, `memory://memories/${bees.id}`].sort());
  const read = async uri => (await client.readResource({ uri })).contents[0];
  assert.match((await read(PROFILE)).text, /prefers tea/);
  assert.equal(JSON.parse((await read(`memory://memories/${bees.id}`)).text).content, bees.content);
  await assert.rejects(() => read('memory://memories/mem_00000000000000000000000000'),
    error => [-32002, -32602].includes(error.code));
  const templates = (await client.listResourceTemplates()).resourceTemplates;
  assert.ok(templates.some(template => template.uriTemplate === 'memory://memories/{id}'));
  const { completion } = await client.complete({
    ref: { type: 'ref/resource', uri: 'memory://memories/{id}' },
    argument: { name: 'id', value: tea.id.slice(0, -1) } });
  assert.ok(completion.values.includes(tea.id));
}

async function prompts({ client }) {
  const names = (await client.listPrompts()).prompts.map(prompt => prompt.name);
  assert.ok(names.includes('answer_with_memory') && names.includes('onboard'), names);
  const said = async (name, args) => (await client.getPrompt({ name, arguments: args })).messages[0].content.text;
  assert.match(await said('answer_with_memory', { question: 'Which animals do I keep?' }), /keeps bees/);
  assert.match(await said('onboard', {}), /prefers tea/);
  await assert.rejects(() => said('answer_with_memory', {}), { code: -32602 });
  await assert.rejects(() => said('answer_with_memory', { question: 'What?', kind: 'dream' }), { code: -32602 });
  const complete = async (name, value) => (await client.complete({
    ref: { type: 'ref/prompt', name: 'answer_with_memory' }, argument: { name, value } })).completion.values;
  assert.deepEqual(await complete('kind', 'pref'), ['preference']);
  assert.deepEqual(await complete('tag', 'dri'), ['drinks']);
}

async function questions({ call, onAsk }) {
  let asked;
  const answering = answer => onAsk('elicitation/create', request => {
    asked = request.params;
    return answer;
  });
  answering({ action: 'decline' });
  assert.deepEqual(data(await call('forget', { all: true })).forgotten, []);
  assert.match(asked.message, /Forget 2 memories/);
  assert.equal(await total(call), 2, 'a declined question forgets nothing');
  answering({ action: 'accept', content: { confirm: true } });
  assert.equal(data(await call('forget', { all: true })).forgotten.length, 2);
  assert.equal(await total(call), 0);
  data(await call('undo', {}));
  assert.equal(await total(call), 2);
}

// What is told rises towards a total that stays.
function checkProgress(seen) {
  assert.ok(seen.length > 0, 'progress is told');
  assert.ok(seen.every(([done, of], i) => of === seen[0][1] && done <= of && (i === 0 || done > seen[i - 1][0])), seen);
}

async function longCalls({ call }) {
  const before = await total(call);
  const many = (length, word) => Array.from({ length },
    (_, i) => ({ content: `User has ${word} number ${i}`, kind: 'note' }));
  const seen = [];
  const result = await call('remember', { facts: many(1000, 'stamp') },
    { onprogress: ({ progress, total: of }) => seen.push([progress, of]) });
  assert.equal(data(result).counts.added, 1000);
  checkProgress(seen);
  const abort = new AbortController();
  await assert.rejects(call('remember', { facts: many(10000, 'coin') },
    { signal: abort.signal, onprogress: () => abort.abort('enough') }));
  assert.equal(await total(call), before + 1000, 'nothing is left half done');
  const kept = [];
  const { jobs } = data(await call('maintain', { jobs: ['reembed', 'compact'] },
    { onprogress: ({ progress, total: of }) => kept.push([progress, of]) }));
  assert.deepEqual(jobs.map(({ job }) => job), ['reembed', 'compact']);
  checkProgress(kept);
  const stop = new AbortController();
  await assert.rejects(call('maintain', { jobs: ['compact'] },
    { signal: stop.signal, onprogress: () => stop.abort('enough') }));
  assert.equal(await total(call), before + 1000, 'the store is whole');
  data(await call('undo', {}));
}

async function notices({ call, onNote, watch, program, home }) {
  let told;
  onNote('notifications/resources/updated', ({ params }) => told?.(params.uri));
  const next = () => new Promise(resolve => { told = resolve; });
  const elsewhere = text => promisify(execFile)(program, ['call', 'remember', JSON.stringify({ facts: [
    { content: text, kind: 'preference' }] })], {
    env: { PATH: process.env.PATH, MNESTIC_HOME: home, MNESTIC_EMBEDDER: 'lexical' } });
  const stop = await watch(PROFILE);
  const fromHere = next();
  data(await call('remember', { facts: [{ content: 'User prefers trains over planes', kind: 'preference' }] }));
  assert.equal(await fromHere, PROFILE);
  const fromThere = next();
  await elsewhere('User prefers mornings over evenings');
  const written = performance.now();
  assert.equal(await fromThere, PROFILE);
  const waited = performance.now() - written;
  console.log(`another process's change was told ${Math.round(waited)} ms after it ended`);
  assert.ok(waited < NOTICE_MS_MAX, 'within a second');
  await stop();
}

// The client's model reads what is said; what it does not read, rules read.
async function reading({ call, onAsk, modern }) {
  let asked;
  const read = async (tool, answer) => {
    onAsk('sampling/createMessage', request => {
      asked = JSON.stringify(request.params);
      return answer();
    });
    const told = data(await call('remember', { text: `I use ${tool} every day` }));
    assert.match(asked, new RegExp(`1: I use ${tool} every day`));
    assert.equal(told.added.length, 1, `nothing came of ${tool}`);
    return told.extractor;
  };
  const says = text => ({ role: 'assistant', model: 'theirs', content: { type: 'text', text } });
  const fact = tool => JSON.stringify({ facts: [{ m: 1, k: 0, kind: 'fact', text: `User uses ${tool} every day` }] });
  assert.equal(await read('Shram', () => says(`Here you are: ${fact('Shram')}`)), 'sampling');
  assert.equal(await read('Magnet', () => says('I will not.')), 'rules');
  if (modern) return; // a client that has no answer there gives the call up by itself
  assert.equal(await read('Rectangle', () => { throw new Error('The user said no'); }), 'rules');
  const begun = performance.now();
  assert.equal(await read('Xylograph', () => new Promise(() => {})), 'rules');
  const waited = performance.now() - begun;
  assert.ok(waited > 15_000 && waited < 40_000, `a model that never answers is waited for ${waited} ms`);
}

export async function memoryFeatures(adapter) {
  const { added } = data(await adapter.call('remember', { facts: FACTS }));
  await resources(adapter, added);
  await prompts(adapter);
  await questions(adapter);
  await longCalls(adapter);
  await notices(adapter);
  if (adapter.samples ?? true) await reading(adapter);
}
