import { expect, it } from 'vitest';
import { findAdoptedAt } from './follow-adoption';
import type { JudgedAdoption } from './judge-adoption';
import type { JudgedReader } from './judge-reader';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 20, 12, minutes));

const reader = (state: JudgedReader['state'], adoptedAt: Date | null): JudgedReader => ({
  reader: {
    principal: { id: 'p', type: 'role', accountId: null, label: 'p' },
    actorKind: 'workload',
    who: null,
    reads: 1,
    firstAt: at(0),
    lastAt: at(0),
    medianIntervalSeconds: null,
    p95IntervalSeconds: null,
    asked: [],
  },
  state,
  says: '',
  adoptedAt,
  oldAt: null,
  expectedBy: null,
});

const judged = (change: Partial<JudgedAdoption> = {}): JudgedAdoption => ({
  verdict: 'adopted',
  sentence: '',
  adopted: 2,
  of: 2,
  readers: [reader('adopted', at(5)), reader('adopted', at(9)), reader('aside', at(30))],
  history: 'whole',
  since: { whole: true, until: at(20), gaps: [] },
  previousUnusedSince: null,
  expectedBy: null,
  ...change,
});

it('is when the last of those that count had it', () => {
  expect(findAdoptedAt(judged())).toEqual(at(9));
});

it.each([
  ['what is known ends before', { since: { whole: true, until: at(8), gaps: [] } }],
  ['what is known ends just then', { since: { whole: true, until: at(9), gaps: [] } }],
  ['of some time since nothing is known', { since: { whole: false, until: at(20), gaps: [] } }],
  ['nobody had to', { verdict: 'no-readers', readers: [] }],
  ['only people read it', { readers: [reader('aside', at(5))] }],
  ['somebody is behind', { verdict: 'behind' }],
  ['some are still to read', { verdict: 'under-way' }],
  ['nobody can tell of some', { verdict: 'unsure' }],
] as const)('is not known where %s', (_, change) => {
  expect(findAdoptedAt(judged(change as Partial<JudgedAdoption>))).toBeNull();
});
