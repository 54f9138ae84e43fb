// The story through the TypeScript SDK v1. usage: node sdk_v1_test.mjs PROGRAM
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import assert from 'node:assert/strict';

import { checkFailure, checkTools, serverOn, story, withStore } from './story.mjs';

const [program] = process.argv.slice(2);

async function connect(home) {
  const client = new Client({ name: 'sdk-v1-test', version: '1.0.0' });
  await client.connect(new StdioClientTransport(serverOn(program, home)));
  assert.equal(client.getServerVersion().name, 'mnestic');
  assert.ok(client.getInstructions().length < 2000);
  return {
    client,
    call: (name, args) => client.callTool({ name, arguments: args }),
    close: () => client.close(),
  };
}

await withStore(async home => {
  const { client, call, close } = await connect(home);
  checkTools((await client.listTools()).tools);  // from here on the SDK checks results by schema
  await checkFailure(call);
  await client.ping();
  await assert.rejects(() => call('recal', {}), { code: -32602 });
  await close();
});
await withStore(home => story({
  home,
  connect: async () => {
    const connected = await connect(home);
    await connected.client.listTools();
    return connected;
  },
}));
console.log('the story holds: TypeScript SDK v1');
