import { expect, test } from 'vitest';
import type { PreflightView } from '@/lib/contract/rotation';
import { beginDraft, canRotate, toCall } from './rotate-draft';

const preflight = (more: Partial<PreflightView> = {}): PreflightView => ({
  ready: true,
  checks: [{ id: 'slow', level: 'warning', message: '' }],
  consumers: [],
  recordedAs: 'mara',
  asks: { reason: true, typedName: true },
  ...more,
});
const draft = { key: 'k', reason: 'INC-1', typedName: 'prod/db', acknowledged: new Set(['slow']) };

test.each([
  ['all given', preflight(), draft, true],
  ['something is in the way', preflight({ ready: false }), draft, false],
  ['a warning is not ticked', preflight(), { ...draft, acknowledged: new Set<string>() }, false],
  ['another name', preflight(), { ...draft, typedName: 'prod/db ' }, false],
  ['no reason', preflight(), { ...draft, reason: '  ' }, false],
  ['a reason of two characters', preflight(), { ...draft, reason: 'ab' }, false],
  [
    'nothing is asked',
    preflight({ asks: { reason: false, typedName: false } }),
    { ...draft, reason: '', typedName: '' },
    true,
  ],
])('%s', (_what, view, given, expected) => expect(canRotate(view, given, 'prod/db')).toBe(expected));

test('however often one form is sent, it is one rotation that it asks for; the next form asks for another', () => {
  const begun = beginDraft();
  const first = toCall({ ...begun, reason: ' INC-1 ', typedName: 'prod/db' }, preflight());
  expect(first.body).toEqual({ reason: 'INC-1', confirmName: 'prod/db', acknowledged: [] });
  expect(toCall({ ...begun, acknowledged: new Set(['slow']) }, preflight()).key).toBe(first.key);
  expect(beginDraft().key).not.toBe(first.key);
});
