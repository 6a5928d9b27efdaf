import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretDetail } from '@/lib/contract/secret-detail';
import { DEFAULT_ACT_RULES, findActRule, type ActRule } from '@/lib/domain/act-rules';
import type { Context } from '@/lib/domain/ports/context';
import { awsRecords } from '@/lib/services/testing/aws-records';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { startServicesWorld, type ServicesWorld } from '@/lib/services/testing/services-world';
import { ISSUER } from '@/lib/services/testing/actor-as';
import { getSecret } from './get-secret';
import { revealSecret } from './reveal-secret';

const PROD = 'prod/payments/stripe-api-key';
const STAGING = 'staging/payments/stripe-api-key';
/** No rule has an opinion on it. */
const UNKNOWN = 'playground';
/** Named staging, tagged dev. */
const DISPUTED = 'staging/payments/partner-sftp';
const TICKET = { pattern: String.raw`\bOPS-[0-9]+\b`, example: 'OPS-1234' };

let world: ServicesWorld;
beforeAll(async () => {
  world = await startServicesWorld();
});
afterAll(() => world.stop());

/** An admin where one environment has a rule of its own. */
const where = (environment: string, rule: Partial<ActRule>): Context => ({
  ...world.as('admin'),
  actRules: {
    ...DEFAULT_ACT_RULES,
    [environment]: { ...findActRule(DEFAULT_ACT_RULES, environment), ...rule },
  },
});

async function reveal(ctx: Context, name: string, reason?: string) {
  const { id } = await world.row(name);
  return revealSecret(ctx, { id, input: { mode: 'whole', reason }, idempotencyKey: undefined });
}
const asksOf = async (ctx: Context, name: string) =>
  secretDetail.parse(await getSecret(ctx, { id: (await world.row(name)).id })).asks;

describe('a restricted environment', () => {
  it.each([
    [PROD, 'prod'],
    [UNKNOWN, 'prod'],
    [DISPUTED, 'prod'],
    [DISPUTED, 'staging'],
    [DISPUTED, 'dev'],
    [STAGING, 'staging'],
  ])('gives nobody the value of %s where %s is one, and says so before', async (name, environment) => {
    const ctx = where(environment, { reveal: 'never' });
    expect(await asksOf(ctx, name)).toMatchObject({ revealRestricted: true });
    const calls = awsRecords(world.local, 'GetSecretValue').length;
    expect(await refusalOf(reveal(ctx, name, 'OPS-1 because of a test'))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('restricted'),
    });
    expect(awsRecords(world.local, 'GetSecretValue')).toHaveLength(calls);
    const last = (await world.ledger()).at(-1);
    expect([last?.phase, last?.code, last?.secret?.name]).toEqual(['refused', 'forbidden', name]);
  });

  it('lets the others be', async () => {
    const ctx = where('prod', { reveal: 'never' });
    expect(await asksOf(ctx, STAGING)).toMatchObject({ revealRestricted: false });
    expect((await reveal(ctx, STAGING)).value).toBeTruthy();
  });
});

describe('a ticket', () => {
  const ctx = () => where('staging', { revealTicket: TICKET });

  it('is asked for before, with an example', async () => {
    expect(await asksOf(ctx(), STAGING)).toMatchObject({ revealReason: true, revealTicket: TICKET });
  });

  it.each([undefined, 'because', 'ops-12', 'XOPS-12'])('is missed in the reason %j', async (reason) => {
    const calls = awsRecords(world.local, 'GetSecretValue').length;
    expect(await refusalOf(reveal(ctx(), STAGING, reason))).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/reason' }],
    });
    expect(awsRecords(world.local, 'GetSecretValue')).toHaveLength(calls);
  });

  it('that is missing is in the ledger, once however often it is tried, without what was typed', async () => {
    const id = `${ISSUER}|ticketless`;
    const ticketless = { ...ctx(), actor: { ...ctx().actor, id } };
    for (let tried = 0; tried < 5; tried += 1) await refusalOf(reveal(ticketless, STAGING, 'my own words'));
    await world.ctx.store.ledger.flushRefusals(new Date(Date.now() + 120_000));
    const mine = (await world.ledger()).filter(({ actor }) => actor.id === id);
    expect(mine.map(({ phase, code, count }) => [phase, code, count])).toEqual([
      ['refused', 'invalid', 1],
      ['refused', 'invalid', 4],
    ]);
    expect(mine[0]).toMatchObject({ action: 'secret.reveal', secret: { name: STAGING }, reason: null });
    expect(mine[0]?.detail['why']).toContain('ticket');
    expect(JSON.stringify(mine)).not.toContain('my own words');
  });

  it('is kept in the ledger, beside the reason', async () => {
    await reveal(ctx(), STAGING, 'the customer calls, OPS-77');
    for (const entry of (await world.ledger()).slice(-2)) {
      expect(entry.reason).toBe('the customer calls, OPS-77');
      expect(entry.detail).toMatchObject({ ticket: 'OPS-77' });
    }
  });

  it('is not looked for where none is asked for', async () => {
    await reveal(world.as('admin'), STAGING, 'the customer calls, OPS-78');
    expect((await world.ledger()).at(-1)?.detail).not.toHaveProperty('ticket');
  });
});

describe('a fresh sign-in', () => {
  const signedIn = (minutesAgo: number | null): Context => {
    const ctx = where('staging', { revealNeedsFreshSignInMinutes: 15 });
    const authenticatedAt = minutesAgo === null ? null : new Date(Date.now() - minutesAgo * 60_000);
    return { ...ctx, actor: { ...ctx.actor, authenticatedAt } };
  };

  it('is told before', async () => {
    const told = { minutes: 15, signIn: '/sign-in?fresh=1' };
    expect(await asksOf(signedIn(1), STAGING)).toMatchObject({ revealFreshSignIn: { ...told, isFresh: true } });
    expect(await asksOf(signedIn(16), STAGING)).toMatchObject({ revealFreshSignIn: { ...told, isFresh: false } });
    expect(await asksOf(world.as('admin'), STAGING)).toMatchObject({ revealFreshSignIn: null });
  });

  it.each([16, null])('is asked for where theirs was %s minutes ago, and AWS is not', async (minutesAgo) => {
    const calls = awsRecords(world.local, 'GetSecretValue').length;
    const id = `${ISSUER}|stale-${minutesAgo}`;
    const ctx = signedIn(minutesAgo);
    const stale = { ...ctx, actor: { ...ctx.actor, id } };
    expect(await refusalOf(reveal(stale, STAGING))).toMatchObject({ code: 'reauth_required' });
    expect(awsRecords(world.local, 'GetSecretValue')).toHaveLength(calls);
    const [refused, ...more] = (await world.ledger()).filter(({ actor }) => actor.id === id);
    expect(refused).toMatchObject({ action: 'secret.reveal', phase: 'refused', code: 'reauth_required' });
    expect(more).toEqual([]);
  });

  it('lets through, and is asked for in that environment alone', async () => {
    expect((await reveal(signedIn(14), STAGING)).value).toBeTruthy();
    expect((await reveal(signedIn(600), PROD, 'because of a test')).value).toBeTruthy();
  });
});

describe('reveals in an hour', () => {
  const most = (revealsPerHour: number, id: string) => {
    const base = where('staging', { revealsPerHour });
    return { ...base, actor: { ...base.actor, id } };
  };
  const ended = async (acts: Promise<unknown>[]) =>
    (await Promise.allSettled(acts))
      .map((act) => (act.status === 'fulfilled' ? 'given' : String(act.reason.code)))
      .toSorted((a, b) => a.localeCompare(b));

  it('are counted before, and told', async () => {
    const ctx = most(3, 'a|counted');
    expect(await asksOf(ctx, STAGING)).toMatchObject({ revealsPerHour: 3, revealsLeft: 3 });
    expect((await reveal(ctx, STAGING)).leftThisHour).toBe(2);
    expect((await reveal(ctx, STAGING)).leftThisHour).toBe(1);
    expect(await asksOf(ctx, STAGING)).toMatchObject({ revealsPerHour: 3, revealsLeft: 1 });
    expect(
      await asksOf({ ...ctx, actor: { ...ctx.actor, grants: [...world.as('viewer').actor.grants] } }, STAGING),
    ).toMatchObject({
      revealsLeft: null,
    });
  });

  it('never exceed the limit together, however many ask at once', async () => {
    const ctx = most(4, 'a|crowd');
    const calls = awsRecords(world.local, 'GetSecretValue').length;
    const outcomes = await ended(Array.from({ length: 12 }, () => reveal(ctx, STAGING)));
    expect(outcomes).toEqual([...Array(4).fill('given'), ...Array(8).fill('rate_limited')]);
    expect(awsRecords(world.local, 'GetSecretValue')).toHaveLength(calls + 4);
  });

  it('beyond it are refused with the time to wait, and are in the ledger', async () => {
    const ctx = most(1, 'a|late');
    await reveal(ctx, STAGING);
    const refusal = await refusalOf(reveal(ctx, STAGING));
    expect(refusal).toMatchObject({
      code: 'rate_limited',
      message: expect.stringMatching(/at most 1 here in an hour.* min/),
    });
    expect(refusal.retryAfterSeconds).toBeGreaterThan(3500);
    expect(refusal.retryAfterSeconds).toBeLessThanOrEqual(3600);
    const last = (await world.ledger()).at(-1);
    expect(last).toMatchObject({
      phase: 'refused',
      code: 'rate_limited',
      actor: { id: 'a|late' },
      secret: { name: STAGING },
    });
    const later = { ...ctx, now: () => new Date(Date.now() + 3_600_000) };
    expect((await reveal(later, STAGING)).value).toBeTruthy();
  });

  it('are of one person, and of one environment', async () => {
    const ctx = most(1, 'a|one');
    await reveal(ctx, STAGING);
    expect(await ended([reveal(ctx, STAGING)])).toEqual(['rate_limited']);
    expect(await ended([reveal(ctx, PROD, 'because of a test'), reveal(most(1, 'a|other'), STAGING)])).toEqual([
      'given',
      'given',
    ]);
  });

  it('free the key of what was refused', async () => {
    const ctx = most(1, 'a|key');
    const { id } = await world.row(STAGING);
    const input = { mode: 'whole' } as const;
    await revealSecret(ctx, { id, input, idempotencyKey: 'key-number-one' });
    const second = () => revealSecret(ctx, { id, input, idempotencyKey: 'key-number-two' });
    expect(await ended([second()])).toEqual(['rate_limited']);
    expect(await ended([second()])).toEqual(['rate_limited']);
  });
});
