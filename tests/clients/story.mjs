// The story that every release must tell, as one function over any client. Used by each *_test.mjs; the
// Python client plays the same steps in python_test.py.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checkRecord } from './wire.mjs';

const QUESTION = 'What are the productivity tools that I use';
const DAY_MS = 24 * 60 * 60 * 1000;

const recorder = join(dirname(fileURLToPath(import.meta.url)), 'recorder');
const recordOf = home => `${home}.record`;

// A store in a temporary folder, gone when `body` ends however it ends. What servers on it said is checked then.
export async function withStore(body) {
  const home = mkdtempSync(join(tmpdir(), 'mnestic-clients-'));
  try {
    await body(home);
    assert.ok(checkRecord(recordOf(home), process.env.MNESTIC_MCP_SCHEMAS), 'what was said is as specified');
  } finally {
    rmSync(home, { recursive: true, force: true });
    rmSync(recordOf(home), { force: true });
  }
}

// How a client starts the server: through the recorder.
export const commandLine = (program, home) => [recorder, recordOf(home), program];
export const serverOn = (program, home, settings = {}) => {
  const [command, ...args] = commandLine(program, home);
  return { command, args, env: { ...environment(home), ...settings } };
};

// What the server is started with: nothing of this process's own settings.
const environment = home => ({ PATH: process.env.PATH, MNESTIC_HOME: home, MNESTIC_EMBEDDER: 'lexical' });

// Every file of the store, searched for the word in any case.
function filesWith(home, word) {
  return readdirSync(home, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .filter(path => readFileSync(path).toString('latin1').toLowerCase().includes(word));
}

const contents = memories => memories.map(memory => memory.content).sort();
const about = (memories, word) => memories.filter(memory => memory.content.includes(word));

// `connect()` starts a fresh process on the store and gives {call(tool, arguments), close()}; call() gives a
// tools/call result. `structured` says whether results carry structuredContent.
export async function story({ home, connect }) {
  let client = await connect();
  const call = async (tool, args) => {
    const result = await client.call(tool, args);
    assert.ok(!result.isError, `${tool}: ${JSON.stringify(result.content)}`);
    assert.equal(result.content[0].type, 'text');
    assert.ok(result.structuredContent, `${tool}: no structuredContent`);
    return { text: result.content[0].text, ...result.structuredContent };
  };
  const restart = async () => {
    await client.close();
    client = await connect();
  };
  try {
    const weekAgo = new Date(Date.now() - 7 * DAY_MS).toISOString();
    const said = await call('remember', {
      text: 'I use Shram and Magnet as productivity tools', observed_at: weekAgo });
    assert.equal(said.added.length, 2, 'one sentence, two facts');
    assert.equal(about(said.added, 'Shram').length, 1);
    assert.equal(about(said.added, 'Magnet').length, 1);

    await restart();
    const both = await call('recall', { query: QUESTION });
    assert.deepEqual(contents(both.memories), contents(said.added), 'a new conversation knows both');
    assert.match(both.text, /Shram/);
    assert.match(both.text, /Magnet/);

    const gone = await call('forget', { statement: "I don't use Magnet anymore" });
    assert.deepEqual(contents(gone.forgotten), contents(about(said.added, 'Magnet')), 'Magnet only');

    await restart();
    const one = await call('recall', { query: QUESTION });
    assert.deepEqual(contents(one.memories), contents(about(said.added, 'Shram')), 'Shram is left');
    assert.doesNotMatch(one.text, /uses Magnet/);

    const then = await call('recall', {
      query: QUESTION, as_of: new Date(Date.now() - 6 * DAY_MS).toISOString() });
    assert.equal(about(then.memories, 'Magnet').length, 1, 'last week it was so');

    const undone = await call('undo', {});
    assert.equal(about(undone.restored, 'Magnet').length, 1, 'undo brings it back');
    const again = await call('recall', { query: QUESTION });
    assert.equal(again.memories.length, 2);

    const erased = await call('forget', { statement: "I don't use Magnet anymore", mode: 'erase' });
    assert.equal(erased.mode, 'erase');
    assert.equal(erased.forgotten.length, 1);
    assert.deepEqual(filesWith(home, 'magnet'), [], 'no byte is left');
    const after = await call('recall', { query: QUESTION, as_of: weekAgo });
    assert.equal(about(after.memories, 'Magnet').length, 0);
  } finally {
    await client.close();
  }
  assert.deepEqual(filesWith(home, 'magnet'), [], 'nor after the end');
}

// What is the same for every client besides the story: the list, and a failure that says how to mend it.
export function checkTools(tools) {
  assert.deepEqual(tools.map(tool => tool.name).sort(), [
    'add_messages', 'delete_chat', 'forget', 'get_chat', 'get_memory', 'list_chats', 'list_memories',
    'maintain', 'memory_stats', 'recall', 'remember', 'undo', 'update_memory']);
  for (const tool of tools) {
    assert.match(tool.name, /^[a-zA-Z0-9_-]{1,64}$/);
    assert.equal(tool.inputSchema.type, 'object');
    assert.equal(tool.outputSchema.type, 'object');
    assert.ok(tool.title && tool.description);
    for (const hint of ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']) {
      assert.equal(typeof tool.annotations[hint], 'boolean', `${tool.name} ${hint}`);
    }
  }
}

export async function checkFailure(call) {
  const result = await call('recall', { query: 'x', limt: 3 });
  assert.equal(result.isError, true);
  assert.match(result.content[0].text, /limt.*limit/s);
  assert.equal(result.structuredContent, undefined);
}
