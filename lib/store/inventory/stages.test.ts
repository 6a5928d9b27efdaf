import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NOTHING } from '@/lib/domain/grant';
import type { SecretVersion } from '@/lib/domain/secret';
import { makeScope, makeSecret, minutesAfter, NOW } from '@/lib/store/testing/make-secret';
import { ALL, applyListing, startTestStore, type TestStore } from '@/lib/store/testing/test-store';

let test: TestStore;

beforeAll(async () => {
  test = await startTestStore([makeScope()]);
});
afterAll(() => test.stop());

let name = 'none';
let secrets = 0;
beforeEach(() => {
  secrets += 1;
  name = `secret-${secrets}`;
});

const at = (minutes: number): Date => minutesAfter(NOW, minutes);
const look = (minutes: number, versionStages: Record<string, string[]> | null) => {
  const secret = makeSecret({ name, versionStages, observedAt: at(minutes) });
  return test.store.inventory.applyDescribed(secret).then(() => secret.id);
};
const version = (versionId: string, ...stages: string[]): SecretVersion => ({
  versionId,
  stages,
  createdAt: null,
  lastAccessedOn: null,
  kmsKeyIds: [],
});
const stagesOf = (id: string, limit = 10) => test.store.inventory.findStages(ALL, id, limit);
const first = (minutes: number) => ({ after: null, by: at(minutes) });
const between = (after: number, by: number) => ({ after: at(after), by: at(by) });

describe('staging labels over time', () => {
  it('keeps where a label was, between the looks that show it came and went', async () => {
    const id = await look(0, { v1: ['AWSCURRENT'] });
    await look(10, { v1: ['AWSCURRENT'], v2: ['AWSPENDING'] });
    await test.store.inventory.applyVersions(id, [version('v2', 'AWSCURRENT'), version('v1', 'AWSPREVIOUS')], at(20));
    expect(await stagesOf(id)).toEqual([
      { versionId: 'v2', stage: 'AWSCURRENT', since: between(10, 20), until: null },
      { versionId: 'v1', stage: 'AWSPREVIOUS', since: between(10, 20), until: null },
      { versionId: 'v2', stage: 'AWSPENDING', since: between(0, 10), until: between(10, 20) },
      { versionId: 'v1', stage: 'AWSCURRENT', since: first(0), until: between(10, 20) },
    ]);
    expect(await stagesOf(id, 1)).toHaveLength(1);
  });

  it('learns nothing from an older look, the same moment, or an answer without labels', async () => {
    const id = await look(10, { v1: ['AWSCURRENT'] });
    await test.store.inventory.applyVersions(id, [version('v0', 'AWSCURRENT')], at(5));
    await test.store.inventory.applyVersions(id, [version('v0', 'AWSCURRENT')], at(10));
    await look(20, null);
    expect(await stagesOf(id)).toEqual([{ versionId: 'v1', stage: 'AWSCURRENT', since: first(10), until: null }]);
  });

  it('takes what a listing said before for a look of the last five minutes', async () => {
    const before = makeSecret({ name, versionStages: { v1: ['AWSCURRENT'] }, observedAt: at(0) });
    await applyListing(test.store, makeScope().id, [before], at(0));
    expect(await stagesOf(before.id)).toEqual([]);
    await look(10, { v2: ['AWSCURRENT'] });
    expect(await stagesOf(before.id)).toEqual([
      { versionId: 'v2', stage: 'AWSCURRENT', since: between(-5, 10), until: null },
      { versionId: 'v1', stage: 'AWSCURRENT', since: first(0), until: between(-5, 10) },
    ]);
  });

  it('keeps a label that came back as a time of its own', async () => {
    const id = await look(0, { v1: ['AWSCURRENT'] });
    await look(1, { v2: ['AWSCURRENT'] });
    await look(2, { v1: ['AWSCURRENT'] });
    expect((await stagesOf(id)).map(({ versionId, until }) => [versionId, until !== null])).toEqual([
      ['v1', false],
      ['v2', true],
      ['v1', true],
    ]);
  });

  it('keeps a label that a listing saw elsewhere between two looks', async () => {
    const id = await look(0, { v1: ['AWSCURRENT'] });
    const listed = makeSecret({ name, versionStages: { v2: ['AWSCURRENT'] }, observedAt: at(20) });
    await applyListing(test.store, makeScope().id, [listed], at(20));
    await look(30, { v1: ['AWSCURRENT'] });
    const [now, ...before] = await stagesOf(id);
    expect(now).toMatchObject({ versionId: 'v1', stage: 'AWSCURRENT', until: null });
    expect(before.map(({ versionId, until }) => [versionId, until !== null])).toEqual([
      ['v2', true],
      ['v1', true],
    ]);
  });

  it('holds what two looks at once tell, once', async () => {
    const id = await look(0, { v1: ['AWSCURRENT'] });
    const looks = Array.from({ length: 8 }, (_, place) =>
      test.store.inventory.applyVersions(id, [version(`v${place % 2}`, 'AWSCURRENT')], at(place + 1)),
    );
    await Promise.all(looks);
    expect((await stagesOf(id)).filter(({ until }) => until === null)).toHaveLength(1);
  });

  it('takes labels that PostgreSQL cannot keep as they are', async () => {
    const id = await look(0, { 'v\0': ['a\0', 'a\uFFFD'] });
    expect((await stagesOf(id)).map(({ stage }) => stage)).toEqual(['a\uFFFD']);
  });

  it('shows none of what is not in sight', async () => {
    const id = await look(0, { v1: ['AWSCURRENT'] });
    const nothing = { ...ALL, inventory: NOTHING };
    expect(await test.store.inventory.findStages(nothing, id, 10)).toEqual([]);
  });
});
