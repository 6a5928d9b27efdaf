import { expect, it } from 'vitest';
import { decideAuthor, type VersionAct } from './version-author';

const at = (text: string) => new Date(text);
const covered = [{ from: at('2026-11-01T00:00:00Z'), to: at('2026-11-20T00:00:00Z') }];
const act = (versionId: string, part: VersionAct['part']): VersionAct => ({
  versionId,
  part,
  at: at('2026-11-10T00:00:00Z'),
  eventName: 'PutSecretValue',
  principal: { id: 'arn:aws:iam::111122223333:role/a', type: 'role', accountId: '111122223333', label: 'a' },
  actorKind: 'workload',
  who: null,
});
const acts = [act('v1', 'wrote'), act('v2', 'wrote'), act('v2', 'rotation'), act('v3', 'rotation')];
const decided = (versionId: string, createdAt: Date | null = at('2026-11-10T00:00:00Z')) =>
  decideAuthor({ versionId, createdAt }, acts, covered);

it('a version has the author that an event names, whatever is covered', () => {
  expect(decided('v1', null)).toEqual({ state: 'known', wrote: acts[0], rotation: null });
  expect(decided('v2', at('2020-01-01T00:00:00Z'))).toEqual({ state: 'known', wrote: acts[1], rotation: acts[2] });
  expect(decided('v3')).toEqual({ state: 'known', wrote: null, rotation: acts[3] });
});

it('where none does, it is not covered, or unknown where the time was read or nobody knows when it was made', () => {
  expect(decided('v4', at('2026-10-31T23:59:59Z'))).toEqual({ state: 'not-covered' });
  expect(decided('v4', at('2026-11-20T00:00:01Z'))).toEqual({ state: 'not-covered' });
  expect(decided('v4')).toEqual({ state: 'unknown' });
  expect(decided('v4', null)).toEqual({ state: 'unknown' });
});

it('what events of changes would have told, had they not been deleted, is no longer kept; what they never told is not covered', () => {
  const of = (createdAt: Date) =>
    decideAuthor({ versionId: 'v4', createdAt }, acts, covered, at('2026-11-11T00:00:00Z'));
  expect(of(at('2026-11-10T00:00:00Z'))).toEqual({ state: 'not-kept' });
  expect(of(at('2026-11-11T00:00:00Z'))).toEqual({ state: 'unknown' });
  expect(of(at('2026-10-31T00:00:00Z'))).toEqual({ state: 'not-covered' });
});
