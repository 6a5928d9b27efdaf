import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyQuery, whyView } from '@/lib/contract/grants';
import { visibilityOf, type Grant, type GrantRule } from '@/lib/domain/grant';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import { grantsOf } from '@/lib/domain/grants/reach';
import type { Context } from '@/lib/domain/ports/context';
import { makeSecret, NOW } from '@/lib/store/testing/make-secret';
import { ISSUER } from './testing/actor-as';
import { COVERED, startListedSecrets, UNCOVERED, type ListedSecrets } from './testing/listed-secrets';
import { findSecrets } from './find-secrets';
import { listPeople } from './list-people';
import { whyGrant } from './why-grant';

const names = ['prod/payments/db', 'dev/payments/db', 'dev/search/key', 'odd'];
const secrets = names.flatMap((name) =>
  [COVERED, UNCOVERED].map(({ accountId }) =>
    makeSecret({
      name,
      accountId,
      environment: name === 'odd' ? 'unknown' : (name.split('/')[0] ?? ''),
      tags: name.includes('payments') ? { team: 'payments' } : {},
    }),
  ),
);
let listed: ListedSecrets;

const say = (may: Grant['permission'][], where: GrantRule = {}, effect: Grant['effect'] = 'allow'): GrantStatement => ({
  who: { kind: 'group', issuer: ISSUER, group: 'platform' },
  grants: may.map((permission) => ({ permission, effect, where })),
  line: 12,
});

/** An auditor's question under these statements. */
function asking(statements: GrantStatement[], change: Partial<Context['actor']> = {}): Context {
  const ctx = listed.as('auditor', change);
  const providers = [{ id: 'company', name: 'Company', issuer: ISSUER }];
  return { ...ctx, statements, config: { ...ctx.config, providers } };
}

const ask = async (ctx: Context, input: Record<string, unknown>) =>
  whyView.parse(await whyGrant(ctx, whyQuery.parse({ provider: 'company', group: ['platform'], ...input })));

beforeAll(async () => {
  listed = await startListedSecrets(secrets);
  const { sessions } = listed.ctx.store;
  const session = { issuer: ISSUER, name: 'Una', email: 'una@example.com', persona: null, claims: {} };
  const times = { authenticatedAt: NOW, createdAt: NOW, lastSeenAt: NOW, endsAt: new Date(NOW.getTime() + 3_600_000) };
  const row = { ...session, ...times, revokedAt: null };
  await sessions.create({ ...row, id: 'a', subject: 'u1', groups: ['platform'] });
  await listed.ctx.store.ledger.append(
    {
      actId: 'x',
      action: 'session.start',
      phase: 'noted',
      actor: { id: `${ISSUER}|gone`, name: 'gone@example.com', persona: null },
      secret: null,
      reason: null,
      code: null,
      requestId: null,
      count: 1,
      detail: {},
    },
    NOW,
  );
});
afterAll(() => listed.stop());

describe('people', () => {
  it('are those of sessions, with their groups, and those whom only the ledger names', async () => {
    expect(await listPeople(asking([]))).toEqual([
      { id: `${ISSUER}|gone`, name: 'gone@example.com', persona: null, signedIn: false, groupsKnown: false },
      { id: `${ISSUER}|u1`, name: 'una@example.com', persona: null, signedIn: true, groupsKnown: true },
    ]);
  });

  it('are asked about by their groups; who has no session is allowed nothing by a group', async () => {
    const ctx = asking([say(['inventory.read'])]);
    const about = async (person: string) =>
      (await whyGrant(ctx, whyQuery.parse({ person, secret: secrets[0]?.id }))).allowed;
    expect([await about(`${ISSUER}|u1`), await about(`${ISSUER}|gone`)]).toEqual([true, false]);
    await expect(about(`${ISSUER}|nobody`)).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('a deny by e-mail holds for whom no verified e-mail is known, and says that it is a doubt', async () => {
  const anyone: GrantStatement = { ...say(['inventory.read']), who: { kind: 'anyone' } };
  const deny = say(['inventory.read'], {}, 'deny');
  const ctx = asking([anyone, { ...deny, who: { kind: 'email', issuer: ISSUER, email: 'mallory@example.com' } }]);
  const about = async (input: object) => {
    const { allowed, parts } = whyView.parse(await whyGrant(ctx, whyQuery.parse({ secret: secrets[0]?.id, ...input })));
    return [allowed, parts[0]?.statements[1]?.naming];
  };
  expect(await about({ person: `${ISSUER}|u1` })).toEqual([true, 'not named']);
  expect(await about({ person: `${ISSUER}|gone` })).toEqual([false, 'not known']);
  expect(await about({ provider: 'company', email: 'mallory@example.com' })).toEqual([false, 'named']);
  expect(await about({ provider: 'company', group: ['platform'] })).toEqual([false, 'not known']);
});

it('names the line, the condition and what was found, and that an unknown environment counts as prod', async () => {
  const ctx = asking([say(['inventory.read']), say(['secret.reveal'], { notEnvironments: ['prod'] })]);
  const answer = await ask(ctx, { permission: 'secret.reveal', secret: secrets.at(-1)?.id });
  expect(answer).toMatchObject({ allowed: false, secret: { environment: { value: 'unknown' }, guardedAs: 'prod' } });
  expect(answer.parts[1]).toMatchObject({
    environment: 'prod',
    statements: [
      { line: 12, conditions: [{ condition: 'notEnvironments', says: '[prod]', found: 'prod', holds: false }] },
    ],
  });
});

it('a restricted environment is a no that no grant changes', async () => {
  const ctx = asking([say(['inventory.read', 'secret.reveal'])]);
  const prod = ctx.actRules['prod'];
  if (!prod) throw new Error('no rule');
  const restricted = { ...ctx, actRules: { ...ctx.actRules, prod: { ...prod, reveal: 'never' as const } } };
  const question = { permission: 'secret.reveal', secret: secrets[0]?.id };
  expect(await ask(ctx, question)).toMatchObject({ allowed: true, restricted: false });
  expect(await ask(restricted, question)).toMatchObject({ allowed: false, restricted: true });
});

it('an account without a role to act with is a no that no grant changes, for acts alone', async () => {
  const ctx = asking([say(['inventory.read', 'history.read', 'secret.reveal', 'secret.rotate'])]);
  const actRole: Context['aws']['actRole'] = (scope, act) => ({
    ...ctx.aws.actRole(scope, act),
    ...(scope.accountId === COVERED.accountId && act === 'reveal' && { roleArn: null }),
  });
  const without = { ...ctx, aws: { ...ctx.aws, actRole } };
  const answers = (permission: string) =>
    Promise.all([0, 1].map(async (at) => (await ask(without, { permission, secret: secrets[at]?.id })).allowed));
  expect(await answers('secret.reveal')).toEqual([false, true]);
  expect(await ask(without, { permission: 'secret.reveal', secret: secrets[0]?.id })).toMatchObject({ roleless: true });
  expect(await answers('secret.rotate')).toEqual([true, true]);
  expect(await answers('history.read')).toEqual([true, true]);
  expect((await ask(without, { permission: 'secret.reveal' })).allowed).toBe(true);
});

it('who has a provider no more may nothing, whatever anyone may', async () => {
  const anyone: GrantStatement = { ...say(['inventory.read', 'history.read']), who: { kind: 'anyone' } };
  const ctx = asking([anyone]);
  const gone = { ...ctx, config: { ...ctx.config, providers: [] } };
  const about = async (where: Context) =>
    whyView.parse(await whyGrant(where, whyQuery.parse({ person: `${ISSUER}|u1`, secret: secrets[0]?.id })));
  expect(await about(ctx)).toMatchObject({ allowed: true, vouchedFor: true });
  expect(await about(gone)).toMatchObject({ allowed: false, vouchedFor: false });
});

describe('whoever asks', () => {
  it('needs settings.read', async () => {
    await expect(whyGrant(listed.as('operator'), whyQuery.parse({}))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listPeople(listed.as('operator'))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('learns nothing of a secret that they do not see, by id, name or ARN', async () => {
    const grants: Grant[] = [
      { permission: 'settings.read', effect: 'allow', where: {} },
      { permission: 'inventory.read', effect: 'allow', where: {} },
      { permission: 'inventory.read', effect: 'deny', where: { environments: ['prod'] } },
    ];
    const ctx = asking([say(['inventory.read'])], { grants });
    const [hidden] = secrets;
    if (!hidden) throw new Error('no secret');
    await expect(ask(ctx, { secret: hidden.id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(ctx, { secret: 'A'.repeat(22) })).rejects.toMatchObject({ code: 'not_found' });
    expect(await findSecrets(ctx, hidden.secret.arn)).toEqual([]);
    expect(await findSecrets(ctx, 'prod/payments/db')).toEqual([]);
    expect(await findSecrets(ctx, 'payments')).toHaveLength(2);
    expect(await findSecrets(asking([]), hidden.secret.arn)).toMatchObject([{ id: hidden.id }]);
  });

  it('is told which provider is none', async () => {
    await expect(ask(asking([]), { provider: 'other' })).rejects.toMatchObject({ code: 'invalid' });
  });
});

const rule: fc.Arbitrary<GrantRule> = fc.record(
  {
    environments: fc.uniqueArray(fc.constantFrom('prod', 'dev', 'unknown'), { minLength: 1 }),
    notEnvironments: fc.uniqueArray(fc.constantFrom('prod', 'dev', 'unknown'), { minLength: 1 }),
    accounts: fc.uniqueArray(fc.constantFrom(COVERED.accountId, UNCOVERED.accountId), { minLength: 1 }),
    tag: fc.record({ key: fc.constantFrom('team', 'x'), value: fc.constantFrom('payments', 'search') }),
    namePrefix: fc.constantFrom('dev/', 'prod/payments', 'o'),
  },
  { requiredKeys: [] },
);
const statement = fc
  .tuple(fc.constantFrom('allow' as const, 'deny' as const), rule)
  .map(([effect, where]) => say(['inventory.read'], where, effect));

it('says of every secret what the store lists for such a person', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { maxLength: 4 }), async (statements) => {
      const ctx = asking(statements);
      const person = { issuer: ISSUER, subject: '', email: null, groups: ['platform'], claims: {} };
      const inventory = visibilityOf(grantsOf(statements, person), 'inventory.read');
      const sight = { inventory, history: inventory };
      const rows = await ctx.store.inventory.list(sight, {
        filter: { pending: 'include' },
        sort: 'name',
        order: 'asc',
        limit: 100,
        after: null,
        now: NOW,
      });
      const said = await Promise.all(
        secrets.map(async ({ id }) => ((await ask(ctx, { secret: id })).allowed ? [id] : [])),
      );
      expect(said.flat().toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    }),
    { numRuns: 40 },
  );
});
