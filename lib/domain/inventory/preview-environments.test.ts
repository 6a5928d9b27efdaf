import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideEnvironment, DEFAULT_ENVIRONMENT_RULES, type EnvironmentRules } from '@/lib/domain/environment';
import { toNameParts } from '@/lib/domain/secret-name';
import { PreviewOfRules, type PlacedSecret } from './preview-environments';

const ACCOUNT = { accountId: '111122223333', accountName: 'payments' };

function place(name: string, tags: Record<string, string> = {}, rules = DEFAULT_ENVIRONMENT_RULES): PlacedSecret {
  const facts = { name, tags, ...ACCOUNT };
  const { service, leaf } = toNameParts(name, tags, rules);
  return { id: name, ...facts, environment: decideEnvironment(facts, rules), service, leaf };
}
function preview(secrets: readonly PlacedSecret[], rules: EnvironmentRules) {
  const counted = new PreviewOfRules(rules);
  for (const secret of secrets) counted.add(secret);
  return counted.result();
}

describe('a preview of rules', () => {
  const secrets = [
    place('prod/payments/db'),
    place('staging/payments/db', { env: 'prod' }),
    place('legacy-key'),
    place('live/billing/key'),
  ];

  it('moves nothing under the same rules, whatever the secrets', () => {
    const word = fc.constantFrom('prod', 'dev', 'pre-prod', 'x', 'payments', 'UAT', '__proto__', 'db');
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('/'));
    const tags = fc.dictionary(fc.constantFrom('env', 'Stage', 'service', 'team'), word, { maxKeys: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, tags)), (all) => {
        const { moved, laxer, stricter, regrouped, disagreeing, unknown, ...rest } = preview(
          all.map(([one, its]) => place(one, its)),
          DEFAULT_ENVIRONMENT_RULES,
        );
        expect([moved, laxer, stricter, regrouped, rest]).toEqual([0, 0, 0, 0, { secrets: all.length, moves: [] }]);
        expect([disagreeing.after, unknown.after]).toEqual([disagreeing.before, unknown.before]);
      }),
    );
  });

  it('says from where to where, why, and what is guarded less', () => {
    const names = preview(secrets, { ...DEFAULT_ENVIRONMENT_RULES, order: [{ by: 'name', part: 'first' }] });
    expect(names).toMatchObject({
      secrets: 4,
      moved: 1,
      moves: [{ from: 'prod', to: 'staging', count: 1 }],
      laxer: 1,
      stricter: 0,
      disagreeing: { before: 1, after: 0 },
    });
    expect(names.moves[0]?.examples).toEqual([
      {
        id: 'staging/payments/db',
        name: 'staging/payments/db',
        accountName: 'payments',
        before: 'tag env=prod',
        after: 'name staging',
      },
    ]);
  });

  it('counts other logical secrets where aliases change', () => {
    const { aliases, ...rest } = DEFAULT_ENVIRONMENT_RULES;
    const without = preview(secrets, { ...rest, aliases: { ...aliases, prod: [] } });
    expect(without).toMatchObject({ moved: 1, regrouped: 1, unknown: { before: 1, after: 2 } });
  });

  it('keeps few examples of many', () => {
    const many = Array.from({ length: 1000 }, (_, at) => place(`prod/x/${at}`));
    const { moves } = preview(many, { ...DEFAULT_ENVIRONMENT_RULES, aliases: { live: ['prod'] } });
    expect(moves).toHaveLength(1);
    expect(moves[0]).toMatchObject({ from: 'prod', to: 'live', count: 1000 });
    expect(moves[0]?.examples).toHaveLength(5);
  });
});
