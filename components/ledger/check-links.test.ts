import { expect, test } from 'vitest';
import { checkLinks } from './check-links';

const entry = (seq: number, prevHash = `h${seq - 1}`) => ({ seq, hash: `h${seq}`, prevHash });

test.each([
  ['none', [], { checked: 0, brokenAt: null }],
  ['a whole chain', [entry(3), entry(2), entry(1)], { checked: 2, brokenAt: null }],
  ['a filtered list has no neighbours', [entry(9), entry(5), entry(2)], { checked: 0, brokenAt: null }],
  ['a link that leads elsewhere', [entry(3), entry(2, 'forged'), entry(1)], { checked: 1, brokenAt: 2 }],
])('%s', (_what, entries, links) => expect(checkLinks(entries)).toEqual(links));
