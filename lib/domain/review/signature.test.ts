import { expect, test } from 'vitest';
import { checkSignature, toMarksDigest } from './signature';

const MARKS = [
  { principal: 'arn:aws:iam::111122223333:role/a', actorKind: 'workload', verdict: 'expected', note: null, markedBy: 'Ann' },
  { principal: 'arn:aws:iam::111122223333:role/b', actorKind: 'person', verdict: 'unexpected', note: 'who?', markedBy: 'Ann' },
]; // prettier-ignore
const SIGNED = { from: '2026-11-01', to: '2026-11-20', nextOn: '2027-02-01', digest: toMarksDigest(MARKS) };
const STORED = { ...SIGNED, signedBy: 'Ann' };
const actor = { id: 'i|ann', name: 'Ann', persona: null };
const entry = (phase: 'asked' | 'done', detail: object = {}) => ({ phase, actor, detail: { ...SIGNED, ...detail } });

test('what is stored as it was signed holds', () => {
  expect(checkSignature(STORED, [entry('done'), entry('asked')])).toBe('holds');
  // The end of it was not written.
  expect(checkSignature(STORED, [entry('asked')])).toBe('holds');
});

test.each([
  ['the period', { from: '2026-10-01' }],
  ['its end', { to: '2026-11-21' }],
  ['the next one', { nextOn: '2030-01-01' }],
  ['who signed it', { signedBy: 'Eve' }],
  ['a verdict', { digest: toMarksDigest(MARKS.map((mark) => ({ ...mark, verdict: 'expected' }))) }],
  ['a note', { digest: toMarksDigest(MARKS.map((mark) => ({ ...mark, note: null }))) }],
  ['who marked', { digest: toMarksDigest(MARKS.map((mark) => ({ ...mark, markedBy: 'Eve' }))) }],
  ['a reader that is not there any more', { digest: toMarksDigest(MARKS.slice(1)) }],
])('where %s is another, it is broken', (_, change) =>
  expect(checkSignature({ ...STORED, ...change }, [entry('done'), entry('asked')])).toBe('broken'),
);

test('what the ledger knows nothing of is missing, and what it has as signed is not open', () => {
  expect(checkSignature(STORED, [])).toBe('missing');
  const open = { ...STORED, signedBy: null, nextOn: null };
  expect(checkSignature(open, [])).toBeNull();
  expect(checkSignature(open, [entry('asked')])).toBeNull();
  expect(checkSignature(open, [entry('done'), entry('asked')])).toBe('broken');
});

test('an earlier try that came to nothing is not what was signed', () => {
  const tries = [entry('done'), entry('asked'), entry('asked', { digest: 'of other marks' })];
  expect(checkSignature(STORED, tries)).toBe('holds');
});
