// Features through the TypeScript SDK v2, in one era.
// usage: node features_v2_test.mjs SERVER fixture|memory legacy|modern
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

import { features, SETTINGS } from './features.mjs';
import { serverOn, withStore } from './story.mjs';
import { MODERN } from './wire.mjs';

const [program, kind, era] = process.argv.slice(2);
const modern = era === 'modern';

await withStore(async home => {
  const client = new Client({ name: 'features-v2', version: '1.0.0' }, {
    capabilities: { elicitation: {}, sampling: {}, roots: {} },
    versionNegotiation: { mode: modern ? { pin: MODERN } : 'legacy' },
  });
  await client.connect(new StdioClientTransport(serverOn(program, home, SETTINGS)));
  await features(kind, {
    client,
    call: (name, args, options) => client.callTool({ name, arguments: args }, options),
    onAsk: (method, answer) => client.setRequestHandler(method, answer),
    onNote: (method, take) => client.setNotificationHandler(method, take),
    watch: async uri => {
      if (modern) {
        const subscription = await client.listen({ resourceSubscriptions: [uri] });
        return () => subscription.close();
      }
      await client.subscribeResource({ uri });
      return () => client.unsubscribeResource({ uri });
    },
    modern,
    program,
    home,
  });
  await client.close();
});
console.log(`the ${kind}'s features work: TypeScript SDK v2, ${era}`);
