// What servers said in tests that write it down (records_wire in tests/CMakeLists.txt): every message against the
// official schema of its revision and the rules of wire.mjs. Each record is checked once and then removed.
// usage: node records_test.mjs PROGRAM FOLDER
import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { checkRecord } from './wire.mjs';

const [, folder] = process.argv.slice(2);
const records = readdirSync(folder).filter(name => name.endsWith('.record')).sort();
const bad = records.filter(name => {
  console.log(name.replace(/\.record$/, ':'));
  const path = join(folder, name);
  const fine = checkRecord(path, process.env.MNESTIC_MCP_SCHEMAS);
  rmSync(path);
  return !fine;
});
assert.deepEqual(bad, [], 'what was said is as specified');
console.log(records.length > 0
  ? `${records.length} records are as specified`
  : 'NOT RUN: no test has written a record');
