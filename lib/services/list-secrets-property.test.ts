import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import { holds, permits, visibilityOf, type Grant, type GrantRule } from '@/lib/domain/grant';
import {
  ask,
  COVERED,
  startListedSecrets,
  UNCOVERED,
  type ListedSecrets,
  type SecretsQueryInput,
} from '@/lib/services/testing/listed-secrets';
import { refusalOf } from '@/lib/services/testing/refusal-of';
import { daysAgo, makeSecret } from '@/lib/store/testing/make-secret';

const ENVIRONMENTS = ['prod', 'staging', 'dev', 'unknown', "o'x"];
const ACCOUNTS = [COVERED.accountId, UNCOVERED.accountId];
const KEYS = ['team', 'owner', '%', '__proto__'];
const VALUES = ['payments', 'search', '', 'a=b&c', 'Ä_'];
const SERVICES = ['payments', 'search', null];
const STATES = ['healthy', 'off', 'failing'] as const;
const PREFIXES = ['', 'prod/', 'dev/_', 'x'];
const DAYS = [5, 35, 95];

const some = <T>(values: readonly T[]) => fc.constantFrom(...values);
const secret = fc.record({
  prefix: some(PREFIXES),
  environment: some(ENVIRONMENTS),
  accountId: some(ACCOUNTS),
  service: some(SERVICES),
  state: some(STATES),
  tags: fc
    .array(fc.tuple(some(KEYS), some(VALUES)), { maxLength: 3 })
    .map((pairs): Record<string, string> => Object.fromEntries(pairs)),
  changed: some(DAYS),
  pending: fc.boolean(),
  read: fc.option(some(DAYS.slice(0, 2))),
  // AWS's own day; the second is that of thirty days ago, of which a part is within them.
  lastAccessedOn: fc.option(some(['2026-11-19', '2026-10-21', '2026-10-20', '2026-05-05'])),
});

const sampled = fc.sample(secret, { numRuns: 150, seed: 11 });
const known = sampled.map(({ prefix, state, changed, pending, ...given }, index) =>
  makeSecret({
    ...given,
    name: `${prefix}${index}`,
    rotation: { state },
    createdAt: daysAgo(changed),
    lastChangedAt: daysAgo(changed),
    deletedAt: pending ? daysAgo(1) : null,
  }),
);
const reads = new Map(known.map(({ id }, index) => [id, sampled[index]?.read ?? null]));

const rule: fc.Arbitrary<GrantRule> = fc.record(
  {
    environments: fc.array(some(ENVIRONMENTS), { maxLength: 2 }),
    notEnvironments: fc.array(some(ENVIRONMENTS), { maxLength: 2 }),
    accounts: fc.array(some(ACCOUNTS), { maxLength: 1 }),
    tag: fc.record({ key: some(KEYS), value: some(VALUES) }),
    namePrefix: some(PREFIXES),
  },
  { requiredKeys: [] },
);
const grant: fc.Arbitrary<Grant> = fc.record({
  permission: some(['inventory.read', 'inventory.read', 'history.read'] as const),
  effect: some(['allow', 'allow', 'deny'] as const),
  where: rule,
});
const everywhere = (permission: Grant['permission']): Grant => ({ permission, effect: 'allow', where: {} });
const grantList = fc
  .tuple(fc.boolean(), fc.array(grant, { maxLength: 4 }))
  .map(([wide, more]) => (wide ? [everywhere('inventory.read'), everywhere('history.read'), ...more] : more));
const age = some(['<30d', '>30d', '>90d', 'never', 'unknown']);
const filters = fc.record({
  env: fc.array(some(ENVIRONMENTS), { maxLength: 2 }),
  account: fc.array(some(ACCOUNTS), { maxLength: 1 }),
  service: fc.array(some(['payments', 'search']), { maxLength: 2 }),
  state: fc.array(some(STATES), { maxLength: 2 }),
  tag: fc.array(
    fc.tuple(some(KEYS), some(VALUES)).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`),
    { maxLength: 3 },
  ),
  q: some(['%', 'prod', 'Ä', 'a=b', '1']),
  pending: some(['exclude', 'include', 'only'] as const),
  valueAge: fc.array(age, { maxLength: 1 }),
  lastRead: fc.array(age, { maxLength: 2 }),
});
type Query = Partial<typeof filters extends fc.Arbitrary<infer T> ? T : never> & SecretsQueryInput;

/** Two filters at once at most, else nearly every list is empty. */
const NAMES = ['env', 'account', 'service', 'state', 'tag', 'q', 'pending', 'valueAge', 'lastRead'] as const;
const query = fc
  .tuple(filters, fc.subarray([...NAMES], { maxLength: 2 }))
  .map(([all, chosen]): Query => Object.fromEntries(chosen.map((name) => [name, all[name]])));

const facts = ({ secret: { accountId, tags, name }, environment }: DecidedSecret) => ({
  accountId,
  tags,
  name,
  environment: environment.value,
});

const isOlder = (at: Date | null, days: number): boolean => at !== null && at < daysAgo(days);

function matchesAge(at: Date | null, filter: string): boolean {
  const days = Number(/\d+/.exec(filter)?.[0]);
  if (filter.startsWith('<')) return at !== null && !isOlder(at, days);
  return isOlder(at, days);
}

function matchesLastRead({ id, secret: seen }: DecidedSecret, filter: string, visible: boolean): boolean {
  const read = reads.get(id) ?? null;
  const covered = seen.accountId === COVERED.accountId;
  if (!visible) return filter === 'unknown';
  if (read === null && seen.lastAccessedOn === null) return filter === (covered ? 'never' : 'unknown');
  if (!/\d/.test(filter)) return false;
  const dates = read === null ? [] : [daysAgo(read)];
  if (seen.lastAccessedOn !== null) dates.push(new Date(`${seen.lastAccessedOn}T23:59:59.999Z`));
  if (filter.startsWith('<')) return dates.some((at) => matchesAge(at, filter));
  // That there was no later read is known only where AWS's own day says so, or history is whole.
  return dates.every((at) => matchesAge(at, filter)) && (seen.lastAccessedOn !== null || covered);
}

function matchesTags(tags: Record<string, string>, pairs: readonly string[]): boolean {
  const wanted = pairs.map((pair) => pair.split('=').map(decodeURIComponent));
  return wanted.every(([key = '']) =>
    wanted.some(([other, value]) => other === key && Object.hasOwn(tags, key) && tags[key] === value),
  );
}

/** The same in plain words. */
function matches(candidate: DecidedSecret, input: Query, historyVisible: boolean): boolean {
  const { secret: seen, environment, service, rotation } = candidate;
  const isIn = (values: readonly string[] | undefined, value: string | null) =>
    !values?.length || (value !== null && values.includes(value));
  const texts = [seen.name, ...Object.entries(seen.tags).flat()].map((text) => text.toLowerCase());
  const { pending = 'exclude', q, tag = [], valueAge = [], lastRead = [] } = input;
  return (
    isIn(input.env, environment.value) &&
    isIn(input.account, seen.accountId) &&
    isIn(input.service, service) &&
    isIn(input.state, rotation.state) &&
    matchesTags(seen.tags, tag) &&
    (q === undefined || texts.some((text) => text.includes(q.toLowerCase()))) &&
    (pending === 'include' || (pending === 'only') === (seen.deletedAt !== null)) &&
    (valueAge.length === 0 || valueAge.some((filter) => /\d/.test(filter) && matchesAge(seen.createdAt, filter))) &&
    (lastRead.length === 0 || lastRead.some((filter) => matchesLastRead(candidate, filter, historyVisible)))
  );
}

describe.each([
  ['from the database', false],
  ['by the index in memory', true],
])('%s', (_, indexed) => {
  let listed: ListedSecrets;
  beforeAll(async () => {
    const readOn = Object.fromEntries([...reads].map(([id, days]) => [id, days === null ? [] : [days]]));
    listed = await startListedSecrets(known, readOn, indexed);
  });
  afterAll(() => listed.stop());

  it('whatever is granted and asked for, rows and counts are what permits and a plain filter give', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(grantList, query, async (grants, input) => {
        const ctx = listed.as('viewer', { grants });
        const asksForReads = (input.lastRead?.length ?? 0) > 0;
        if (!holds(grants, 'inventory.read') || (asksForReads && !holds(grants, 'history.read'))) {
          return (await refusalOf(ask(ctx, input))).code === 'forbidden';
        }
        const [inventory, history] = [visibilityOf(grants, 'inventory.read'), visibilityOf(grants, 'history.read')];
        const inSight = known.filter((candidate) => permits(inventory, facts(candidate)));
        const expected = (asked: Query) =>
          inSight.filter((candidate) => matches(candidate, asked, permits(history, facts(candidate))));
        const answer = await ask(ctx, { ...input, limit: 200 });
        const ids = answer.items.map(({ id }) => id);
        expect(ids.toSorted()).toEqual(
          expected(input)
            .map(({ id }) => id)
            .toSorted(),
        );
        expect(answer.total).toBe(ids.length);
        const others = expected({ ...input, env: [] });
        for (const { value, count } of answer.facets?.env ?? [])
          expect(count).toBe(others.filter(({ environment }) => environment.value === value).length);
        const hidden = inSight.filter((candidate) => !permits(history, facts(candidate))).map(({ id }) => id);
        expect(answer.items.filter(({ id, lastRead }) => lastRead !== null && hidden.includes(id))).toEqual([]);
        answered += ids.length > 0 ? 1 : 0;
        return true;
      }),
      { numRuns: 250 },
    );
    // Else the property would be about empty lists.
    expect(answered).toBeGreaterThan(60);
  }, 120_000);
});
