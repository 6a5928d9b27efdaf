import { expect, test } from 'vitest';
import { explainOldNode } from './node-version.mjs';

test.each(['20.9.0', '20.20.2', '21.0.0', '24.21.0', '100.0.0'])('Node %s will do', (version) => {
  expect(explainOldNode(version)).toBeNull();
});

test.each(['20.8.1', '18.20.8', '16.0.0', '8.17.0', '0.12.18', ''])('Node "%s" is refused with one line', (version) => {
  expect(explainOldNode(version)).toMatch(/^Keyledger needs Node 20\.9 or newer.*$/);
});
