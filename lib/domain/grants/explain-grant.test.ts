import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import { holds, permits, visibilityOf, type Grant, type GrantRule } from '@/lib/domain/grant';
import { speaksOf, type Grantee, type GrantStatement, type Identity } from '@/lib/domain/grant-statement';
import { PERMISSION_NAMES, PERMISSIONS, type Permission } from '@/lib/domain/permission';
import { explainGrant, type ExplainedSecret } from './explain-grant';

const ISSUER = 'https://id.example';
const una: Identity = { issuer: ISSUER, subject: 'u1', email: 'una@example.com', groups: ['platform'], claims: {} };
const platform: Grantee = { kind: 'group', issuer: ISSUER, group: 'platform' };
const say = (who: Grantee, may: Permission[], where: GrantRule = {}, effect: Grant['effect'] = 'allow') =>
  ({ who, grants: may.map((permission) => ({ permission, effect, where })), line: 7 }) satisfies GrantStatement;
const secret = (change: Partial<ExplainedSecret> = {}): ExplainedSecret => ({
  name: 'dev/payments/db',
  accountId: '111122223333',
  tags: { team: 'payments' },
  environment: { value: 'dev', source: 'tag env=dev', disagrees: [] },
  ...change,
});
const disputed = { value: 'dev', source: 'tag env=dev', disagrees: [{ value: 'prod', source: 'name prod' }] };

describe('an answer', () => {
  it('names the condition that failed, with what it says and what was found', () => {
    const statements = [
      say({ kind: 'anyone' }, ['inventory.read']),
      say(platform, ['secret.reveal'], { notEnvironments: ['prod'], tag: { key: 'team', value: 'search' } }),
    ];
    const { allowed, parts } = explainGrant({
      statements,
      person: una,
      permission: 'secret.reveal',
      secret: secret({ environment: disputed }),
    });
    expect(allowed).toBe(false);
    expect(parts[0]).toMatchObject({ permission: 'inventory.read', because: 'allowed', environment: 'dev' });
    expect(parts[1]).toMatchObject({ because: 'nothing allows it', environment: 'prod' });
    expect(parts[1]?.statements[0]).toMatchObject({
      naming: 'named',
      applies: false,
      conditions: [
        { condition: 'notEnvironments', says: '[prod]', found: 'prod', holds: false },
        { condition: 'tag', says: 'team=search', found: 'team=payments', holds: false },
      ],
    });
  });

  it('is no where a deny holds, whatever allows', () => {
    const statements = [
      say(platform, ['inventory.read']),
      say(platform, ['inventory.read'], { namePrefix: 'dev/' }, 'deny'),
    ];
    const { parts } = explainGrant({ statements, person: una, permission: 'inventory.read', secret: secret() });
    expect(parts[0]).toMatchObject({ allowed: false, because: 'denied' });
  });

  it('is no about a secret that is not seen', () => {
    const statements = [say(platform, ['secret.reveal'])];
    const { allowed, parts } = explainGrant({ statements, person: una, permission: 'secret.reveal', secret: secret() });
    expect([allowed, parts.map((part) => part.allowed)]).toEqual([false, [false, true]]);
  });

  it('says what is not known of a person without a session: nothing is allowed by it, everything denied', () => {
    const unknown: Identity = { ...una, groups: null, claims: null };
    const statements = [say({ kind: 'anyone' }, ['history.read']), say(platform, ['history.read'], {}, 'deny')];
    const { parts } = explainGrant({ statements, person: unknown, permission: 'history.read', secret: null });
    expect(parts[0]).toMatchObject({ because: 'denied', statements: [{}, { naming: 'not known', applies: true }] });
  });
});

const texts = ['prod', 'dev', 'unknown', 'a/', 'a/b', '', 'constructor', '__proto__'];
const text = fc.constantFrom(...texts);
const rule: fc.Arbitrary<GrantRule> = fc.record(
  {
    environments: fc.array(text, { minLength: 1, maxLength: 2 }),
    notEnvironments: fc.array(text, { minLength: 1, maxLength: 2 }),
    accounts: fc.array(fc.constantFrom('1', '2'), { minLength: 1, maxLength: 2 }),
    tag: fc.record({ key: text, value: text }),
    namePrefix: text,
  },
  { requiredKeys: [] },
);
const grantee: fc.Arbitrary<Grantee> = fc.oneof(
  fc.constant<Grantee>({ kind: 'anyone' }),
  fc.record({ kind: fc.constant('group' as const), issuer: fc.constant(ISSUER), group: text }),
  fc.record({
    kind: fc.constant('email' as const),
    issuer: fc.constant(ISSUER),
    email: fc.constantFrom('una@example.com', 'm@example.com'),
  }),
  fc.record({ kind: fc.constant('claim' as const), issuer: fc.constant(ISSUER), name: text, value: text }),
);
const statement = fc
  .tuple(
    grantee,
    fc.uniqueArray(fc.constantFrom(...PERMISSION_NAMES), { minLength: 1 }),
    rule,
    fc.constantFrom('allow' as const, 'deny' as const),
  )
  .map((parts) => say(...parts));
const opinion = fc.record({ value: fc.constantFrom('prod', 'dev', 'unknown'), source: fc.constant('test') });
const anySecret: fc.Arbitrary<ExplainedSecret> = fc.record({
  name: text,
  accountId: fc.constantFrom('1', '2'),
  tags: fc.array(fc.tuple(text, text)).map((pairs) => Object.fromEntries(pairs)),
  environment: fc
    .tuple(opinion, fc.array(opinion, { maxLength: 1 }))
    .map(([one, disagrees]) => ({ ...one, disagrees })),
});
const anyone: fc.Arbitrary<Identity> = fc.record({
  issuer: fc.constant(ISSUER),
  subject: fc.constant('u1'),
  email: fc.constantFrom(null, 'una@example.com'),
  groups: fc.option(fc.array(text)),
  claims: fc.option(fc.array(fc.tuple(text, fc.array(text))).map((pairs) => Object.fromEntries(pairs))),
});

it('says what the guards say, of any person, statements and secret', () => {
  fc.assert(
    fc.property(
      fc.array(statement, { maxLength: 6 }),
      anyone,
      fc.constantFrom(...PERMISSION_NAMES),
      fc.option(anySecret),
      (statements, person, permission, about) => {
        const grants = statements.filter((one) => speaksOf(one, person)).flatMap((one) => one.grants);
        const { allowed } = explainGrant({ statements, person, permission, secret: about });
        const facts = about && { ...about, environment: about.environment.value };
        const guarded = about && { ...about, environment: toGuardedEnvironment(about.environment) };
        const mayHere = (one: Permission) => {
          const place = PERMISSIONS[one].act ? guarded : facts;
          return place ? permits(visibilityOf(grants, one), place) : holds(grants, one);
        };
        const asked: Permission[] = about ? ['inventory.read', permission] : [permission];
        expect(allowed).toBe(asked.every(mayHere));
      },
    ),
    { numRuns: 2000 },
  );
});
