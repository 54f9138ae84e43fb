// The story through the TypeScript SDK v2, in one era. usage: node sdk_v2_test.mjs PROGRAM legacy|auto|modern
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import assert from 'node:assert/strict';

import { checkFailure, checkTools, serverOn, story, withStore } from './story.mjs';

const MODERN = '2026-07-28';
const [program, era] = process.argv.slice(2);
const modes = { legacy: 'legacy', auto: 'auto', modern: { pin: MODERN } };
assert.ok(era in modes, 'an era is needed');

async function connect(home) {
  const client = new Client({ name: 'sdk-v2-test', version: '1.0.0' },
    { versionNegotiation: { mode: modes[era] } });
  await client.connect(new StdioClientTransport(serverOn(program, home)));
  assert.equal(client.getNegotiatedProtocolVersion(), era === 'legacy' ? '2025-11-25' : MODERN);
  assert.ok(client.getInstructions().length < 2000);
  return {
    client,
    call: (name, args) => client.callTool({ name, arguments: args }),
    close: () => client.close(),
  };
}

await withStore(async home => {
  const { client, call, close } = await connect(home);
  checkTools((await client.listTools()).tools);
  await checkFailure(call);
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
console.log(`the story holds: TypeScript SDK v2, ${era}`);
