// Which features a server has: the fixture server every one of the protocol's, the memory server those that it
// needs. `adapter` hides what differs between the official clients: {client, call(name, arguments, options),
// onAsk(method, answer), onNote(method, take), watch(uri) -> stop, modern, program, home}.
import { fixtureFeatures } from './fixture_features.mjs';
import { memoryFeatures } from './memory_features.mjs';

const SUITES = { fixture: fixtureFeatures, memory: memoryFeatures };

export const features = (kind, adapter) => SUITES[kind](adapter);

// What is said in words is read by the client's model, where the client offers one.
export const SETTINGS = { MNESTIC_EXTRACTOR: 'sampling' };
