// Features through the TypeScript SDK v1. usage: node features_v1_test.mjs SERVER fixture|memory
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import {
  CreateMessageRequestSchema, ElicitRequestSchema, ListRootsRequestSchema, LoggingMessageNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';

import { features, SETTINGS } from './features.mjs';
import { serverOn, withStore } from './story.mjs';

const [program, kind] = process.argv.slice(2);
const SCHEMAS = {
  'elicitation/create': ElicitRequestSchema, 'sampling/createMessage': CreateMessageRequestSchema,
  'roots/list': ListRootsRequestSchema, 'notifications/message': LoggingMessageNotificationSchema,
  'notifications/resources/updated': ResourceUpdatedNotificationSchema,
};

await withStore(async home => {
  const client = new Client({ name: 'features-v1', version: '1.0.0' },
    { capabilities: { elicitation: {}, sampling: {}, roots: {} } });
  await client.connect(new StdioClientTransport(serverOn(program, home, SETTINGS)));
  await features(kind, {
    client,
    call: (name, args, options) => client.callTool({ name, arguments: args }, undefined, options),
    onAsk: (method, answer) => client.setRequestHandler(SCHEMAS[method], answer),
    onNote: (method, take) => client.setNotificationHandler(SCHEMAS[method], take),
    watch: async uri => {
      await client.subscribeResource({ uri });
      return () => client.unsubscribeResource({ uri });
    },
    modern: false,
    program,
    home,
  });
  await client.close();
});
console.log(`the ${kind}'s features work: TypeScript SDK v1`);
