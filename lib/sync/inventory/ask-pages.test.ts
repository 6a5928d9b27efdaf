import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import { toLocalOptions } from '@/lib/aws/testing/local-options';
import { AppError } from '@/lib/domain/errors';
import { findResumed, startListing, type ListingState } from '@/lib/domain/listing/listing-state';
import { toScopeId } from '@/lib/domain/scope';
import { startLocalAws, type LocalAws } from '@/lib/local-aws/start';
import { addSecret, removeSecret } from '@/lib/local-aws/world/scope';
import { scopeOf } from '@/lib/local-aws/world/world';
import { driveWorld } from '@/lib/sync/testing/drive-world';
import { askPages } from './ask-pages';

const LONG = process.env.KEYLEDGER_LONG === '1';
const SECRETS = LONG ? 40_000 : 7_500;
const [accountId, region] = ['111122223333', 'eu-west-1'];
const scope = { id: toScopeId(accountId, region), accountId, accountName: 'platform', region, partition: 'aws' };
const never = new AbortController().signal;
const isAscending = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);

describe.each(['indexed', 'scan'] as const)('where filters are %s', { timeout: 120_000 }, (filterMode) => {
  let local: LocalAws;
  const there = () => scopeOf(local.world, accountId, region);
  beforeAll(async () => {
    local = await startLocalAws({
      traffic: false,
      secrets: SECRETS,
      accounts: 1,
      regions: [region],
      historyDays: 0,
      filterMode,
    });
    // The oldest and the newest have the highest names, so that the scope looks large enough to be divided.
    for (const [index, secret] of [...there().byArn.values()].toSorted(isAscending).entries())
      if (index > SECRETS * 0.6)
        addSecret(there(), { ...secret, created: secret.created + (index % 2 === 0 ? -1e12 : 1e11) + index });
  });
  afterEach(async () => void (await fetch(`${local.url}/_local/faults`, { method: 'DELETE' })));
  afterAll(async () => local.close());

  async function list(
    state: ListingState,
    between: (came: Set<string>) => unknown = () => undefined,
    came = new Set<string>(),
  ) {
    const aws = createAws(toLocalOptions(local.url));
    for await (const lot of askPages({ aws, now: () => new Date() }, scope, state, never)) {
      for (const { arn } of lot.pages.flatMap(({ page }) => page)) came.add(arn);
      await between(came);
    }
    const [counted] = aws.takeCalls();
    return { came, calls: counted?.calls ?? 0 };
  }

  it('everything comes, at AWS’s quota, for at most a fifth more calls than page after page', async () => {
    const state = startListing([]);
    const { came, calls } = await list(state);
    expect(state.verdict).toBe('whole');
    expect(came).toEqual(new Set(there().byArn.keys()));
    expect(calls).toBe(state.calls);
    expect(calls).toBeLessThanOrEqual(1.2 * Math.ceil(there().byArn.size / 100));
    expect(['parts', filterMode === 'indexed' ? 'parts' : 'ends']).toContain(state.phase);
  });

  it('what stays comes while others are made and deleted, some calls are throttled, and a process dies', async () => {
    const fault = { kind: 'throttle', operation: 'ListSecrets', share: 0.05 };
    await fetch(`${local.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) });
    const world = driveWorld(local.url, scope);
    const before = [...there().byArn.values()];
    let kept: ListingState | null = null;
    let [turns, place] = [0, startListing([])];
    const change = async (came: Set<string>): Promise<void> => {
      turns += 1;
      const gone = before[(turns * 7_919) % before.length];
      if (gone && turns % 3 === 0) removeSecret(there(), gone);
      if (turns % 10 === 0) await world.create(`prod/new-${turns}`);
      if (kept || came.size < SECRETS * 0.7) return;
      kept = findResumed(place);
      throw new Error('killed');
    };
    const came = new Set<string>();
    await expect(list(place, change, came)).rejects.toThrow('killed');
    if (!kept) throw new Error('nothing was kept');
    place = kept;
    await list(place, change, came);
    expect(place.verdict).toBe('whole');
    const lost = before.filter(({ arn }) => there().byArn.has(arn) && !came.has(arn));
    expect(lost).toEqual([]);
  });
});

it('what AWS refuses ends it once, and what came before is given first', async () => {
  const local = await startLocalAws({ traffic: false, secrets: 1_200, accounts: 1, regions: [region], historyDays: 0 });
  try {
    const aws = createAws(toLocalOptions(local.url));
    const state = startListing([], 'ends');
    let came = 0;
    const reading = (async () => {
      for await (const lot of askPages({ aws, now: () => new Date() }, scope, state, never)) {
        came += lot.pages.length;
        const fault = { kind: 'denied', operation: 'ListSecrets' };
        if (came === 5) await fetch(`${local.url}/_local/faults`, { method: 'POST', body: JSON.stringify(fault) });
      }
    })();
    const error: unknown = await reading.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ problem: { code: 'denied' } });
    expect(came).toBe(state.calls);
  } finally {
    await local.close();
  }
});
