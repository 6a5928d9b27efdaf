import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computedMs } from '@/lib/domain/testing/computed-ms';
import type { DiscoverySettings } from './discovery-settings';
import type { KnownAccount } from './known-account';
import { gatherAccounts, toAccountName, type RawAccount } from './organization-account';
import { planAccounts } from './plan-accounts';
import { planScopes, toKnownRegions } from './plan-scopes';
import { fitsPattern, isSelected } from './selection';

const NOW = new Date('2026-11-26T12:00:00Z');
const raw = (id: unknown, more: Partial<RawAccount> = {}): RawAccount => ({
  id,
  name: 'one',
  state: 'ACTIVE',
  joinedAt: NOW,
  ...more,
});
const gather = (...pages: RawAccount[][]) => {
  const gathered = gatherAccounts();
  for (const page of pages) gathered.add(page);
  return gathered.end();
};
const known = (id: string, change: Partial<KnownAccount> = {}): KnownAccount => ({
  id,
  name: 'one',
  state: 'ACTIVE',
  joinedAt: null,
  foundAt: NOW,
  seenAt: NOW,
  leftAt: null,
  regions: null,
  regionsAt: null,
  problem: null,
  ...change,
});
const settings: DiscoverySettings = {
  everySeconds: 3600,
  regions: 'enabled',
  homeRegion: 'us-east-1',
  include: null,
  exclude: null,
};
const A = '111122223333';
const B = '222233334444';
const NONE = new Set<string>();

describe('what Organizations answers', () => {
  it.each([
    ['a number', 111122223333],
    ['eleven digits', '11112222333'],
    ['thirteen digits', '1111222233334'],
    ['digits of another script', '١١١١٢٢٢٢٣٣٣٣'],
    ['with a line below it', '111122223333\n'],
    ['a path', '../1111222233'],
    ['nothing', undefined],
    ['an object', { toString: () => A }],
  ])('is no account where the id is %s', (_, id) => {
    expect(gather([raw(id), raw(B)])).toMatchObject({ accounts: [{ id: B }], malformed: 1 });
  });

  it('names an account twice, and it is there once, as it was told first', () => {
    const found = gather([raw(A, { name: 'first' })], [raw(A, { name: 'second' }), raw(B)]);
    expect(found.accounts.map(({ id, name }) => [id, name])).toEqual([
      [A, 'first'],
      [B, 'one'],
    ]);
  });

  it.each([
    ['payments-prod', 'payments-prod'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['a\u0000b\u001b[31mc', 'a\uFFFDb\uFFFD[31mc'],
    ['abc\u202Etxt', 'abc\uFFFDtxt'],
    ['pay\u200Bments', 'pay\uFFFDments'],
    ['\ud800 half', '\uFFFD half'],
    ['\u0007\u0000', A],
    ['   ', A],
    ['', A],
    [42, A],
    ['n'.repeat(10_000), 'n'.repeat(64)],
  ])('calls an account %j, and it is shown as %j', (name, shown) => {
    expect(toAccountName(name, A)).toBe(shown);
  });

  it('says a state that nobody knows, or a date that is none', () => {
    const [account] = gather([raw(A, { state: 'ON_HOLIDAY', joinedAt: 'yesterday' })]).accounts;
    expect(account).toMatchObject({ state: 'UNKNOWN', joinedAt: null });
  });
});

describe('found against known', () => {
  it('joins, stays and leaves', () => {
    const plan = planAccounts(gather([raw(A), raw('333344445555')]), [known(A), known(B)]);
    expect(plan.joined.map(({ id }) => id)).toEqual(['333344445555']);
    expect(plan.stayed.map(({ id }) => id)).toEqual([A]);
    expect(plan.left).toEqual([B]);
  });

  it.each([
    ['that names nothing', gather([])],
    ['with an entry that is no account', gather([raw(A), raw('?')])],
  ])('takes nothing for lost after an answer %s', (_, found) => {
    expect(planAccounts(found, [known(A), known(B)]).left).toEqual([]);
  });

  it('tells once that an account has left', () => {
    expect(planAccounts(gather([raw(A)]), [known(B, { leftAt: NOW })]).left).toEqual([]);
  });

  it('of ten thousand accounts is decided at once', () => {
    const id = (index: number) => String(100_000_000_000 + index);
    const all = Array.from({ length: 10_000 }, (_, index) => raw(id(index)));
    const began = computedMs();
    const plan = planAccounts(
      gather(all),
      Array.from({ length: 10_000 }, (_, index) => known(id(index + 5_000))),
    );
    expect([plan.joined.length, plan.stayed.length, plan.left.length]).toEqual([5_000, 5_000, 5_000]);
    expect(computedMs() - began).toBeLessThan(1_000);
  });

  it('every account that is named is joined or stays, and none of them leaves', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map((n) => String(n).padStart(12, '0')));
    fc.assert(
      fc.property(ids, ids, fc.boolean(), (found, before, broken) => {
        const told = gather([...found.map((id) => raw(id)), ...(broken ? [raw('x')] : [])]);
        const plan = planAccounts(
          told,
          before.map((id) => known(id)),
        );
        const named = [...plan.joined, ...plan.stayed].map(({ id }) => id);
        expect(named.toSorted()).toEqual(found.toSorted());
        expect(plan.left.some((id) => found.includes(id))).toBe(false);
        expect(plan.left.length).toBe(
          broken || found.length === 0 ? 0 : before.filter((id) => !found.includes(id)).length,
        );
      }),
    );
  });
});

describe('the scopes of an account', () => {
  it.each([
    ['is listed: the list says what is read', known(A), settings, 'configured', [], null],
    [
      'is read in the home region while its regions are not known',
      known(B),
      settings,
      'read',
      ['us-east-1'],
      'region_off',
    ],
    [
      'is read where it has regions enabled',
      known(B, { regions: ['eu-west-1', 'us-east-1'] }),
      settings,
      'read',
      ['eu-west-1', 'us-east-1'],
      'region_off',
    ],
    [
      'is read in the regions of the file, whatever it has enabled',
      known(B, { regions: ['eu-west-1'] }),
      { ...settings, regions: ['sa-east-1'] },
      'read',
      ['sa-east-1'],
      null,
    ],
    ['has left', known(B, { leftAt: NOW, regions: ['eu-west-1'] }), settings, 'left', [], 'left'],
    ['is suspended', known(B, { state: 'SUSPENDED' }), settings, 'not_active', [], 'not_active'],
    ['is closed', known(B, { state: 'CLOSED' }), settings, 'not_active', [], 'not_active'],
    ['is in a state that nobody knows', known(B, { state: 'UNKNOWN' }), settings, 'read', ['us-east-1'], 'region_off'],
    [
      'is left out by its name',
      known(B, { name: 'Sandbox-7' }),
      { ...settings, exclude: { ids: [], names: ['sandbox-*'] } },
      'excluded',
      [],
      null,
    ],
    [
      'is not among those that are wanted',
      known(B),
      { ...settings, include: { ids: [A], names: [] } },
      'excluded',
      [],
      null,
    ],
    [
      'is left out though it is wanted, too',
      known(B),
      { ...settings, include: { ids: [B], names: [] }, exclude: { ids: [B], names: [] } },
      'excluded',
      [],
      null,
    ],
  ] as const)('that %s', (_, account, how, verdict, regions, others) => {
    expect(planScopes(account, how, new Set([A]))).toMatchObject({ verdict, regions, others });
    expect(planScopes({ ...account, id: A }, how, new Set([A])).verdict).toBe('configured');
    expect(planScopes(account, how, NONE).regions.length).toBeLessThan(3);
  });

  it.each([
    ['none at all', []],
    ['what is no region', ['us-east-1', 'evil.example/#']],
    ['one of another partition', ['us-east-1', 'cn-north-1']],
    ['something that is no text', ['us-east-1', undefined]],
    ['more than there are', Array.from({ length: 101 }, (_, index) => `us-east-${index}`)],
  ])('are not taken from an answer with %s', (_, names) => {
    expect(toKnownRegions(names, 'us-east-1')).toBeNull();
  });

  it('come each once and in order', () => {
    expect(toKnownRegions(['us-east-1', 'eu-west-1', 'us-east-1'], 'us-east-1')).toEqual(['eu-west-1', 'us-east-1']);
  });
});

describe('a pattern of names', () => {
  it.each([
    ['sandbox-7', 'sandbox-*', true],
    ['Sandbox', '*BOX', true],
    ['abc', 'a?c', true],
    ['ac', 'a?c', false],
    ['prod', 'pro', false],
    ['prod', '*', true],
    ['a*b', 'a*b', true],
    ['a.b', 'a.b', true],
    ['axb', 'a.b', false],
    ['aXbXc', '*b*c', true],
    ['', '**', true],
  ])('%j fits %j: %s', (text, pattern, fits) => {
    expect(fitsPattern(text, pattern)).toBe(fits);
  });

  it('takes no time, whatever it is', () => {
    const began = computedMs();
    expect(fitsPattern('a'.repeat(64), `${'*a'.repeat(31)}b`)).toBe(false);
    expect(computedMs() - began).toBeLessThan(50);
  });

  it('means what a regular expression would', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), letters, (text, pattern) => {
        const same = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(fitsPattern(text, pattern)).toBe(same.test(text));
      }),
    );
  });

  it('an id is an id, and no pattern', () => {
    expect(isSelected({ id: A, name: 'x' }, { include: { ids: ['1*'], names: [] }, exclude: null })).toBe(false);
  });
});
