import { describe, expect, it } from 'vitest';
import type { Grant } from '@/lib/domain/grant';
import type { Grantee, GrantStatement } from '@/lib/domain/grant-statement';
import type { Permission } from '@/lib/domain/permission';
import { compareStatements, describeDifference } from './compare-statements';
import { findChangedKeys } from './find-changed-keys';

const platform: Grantee = { kind: 'group', issuer: 'https://id.example', group: 'platform' };
const say = (who: Grantee, may: Permission[], where: Grant['where'] = {}, effect: Grant['effect'] = 'allow') =>
  ({ who, grants: may.map((permission) => ({ permission, effect, where })) }) satisfies GrantStatement;
const words = (before: GrantStatement[], after: GrantStatement[]): string =>
  describeDifference(compareStatements(before, after));

describe('the difference', () => {
  it('is nothing where only order, lines and repetition inside a list differ', () => {
    const one = say(platform, ['inventory.read', 'history.read'], { environments: ['dev', 'test'] });
    const two = say({ kind: 'anyone' }, ['inventory.read']);
    const again = { ...say(platform, ['history.read', 'inventory.read'], { environments: ['test', 'dev'] }), line: 9 };
    expect(words([one, two], [two, again])).toBe('');
  });

  it('says what was added, removed and changed', () => {
    const before = [
      say(platform, ['secret.reveal'], { environments: ['dev'] }),
      say({ kind: 'anyone' }, ['history.read']),
    ];
    const after = [
      say(platform, ['secret.reveal']),
      say(
        { kind: 'claim', issuer: 'https://id.example', name: 'team', value: 'a' },
        ['secret.reveal'],
        { namePrefix: 'a/' },
        'deny',
      ),
    ];
    expect(words(before, after).split('\n')).toEqual([
      '- anyone may history.read everywhere',
      '+ claim team "a" of https://id.example may never secret.reveal named a/…',
      '< group "platform" of https://id.example may secret.reveal in dev',
      '> group "platform" of https://id.example may secret.reveal everywhere',
    ]);
  });

  it('counts a statement as often as it stands there', () => {
    const one = say(platform, ['secret.reveal']);
    expect(compareStatements([one, one], [one])).toMatchObject({ removed: [one], added: [], changed: [] });
  });

  it('is bounded, whatever changed', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      say({ kind: 'subject', id: `https://id.example|${'x'.repeat(250)}${index}` }, ['secret.reveal']),
    );
    const text = words([], many);
    expect(text.length).toBeLessThan(2100);
    expect(text).toMatch(/and 988 more$/);
  });
});

it('other keys are told by their names, two levels deep', () => {
  const before = { sync: { a: 1, b: 2 }, accounts: [1], environments: { acts: { prod: { x: true } } } };
  const after = {
    sync: { b: 2, a: 3 },
    accounts: [1],
    environments: { acts: { prod: { x: false } } },
    signIn: { c: 1 },
  };
  expect(findChangedKeys(before, after)).toEqual(['environments.acts', 'signIn.c', 'sync.a']);
  expect(findChangedKeys({ accounts: [1] }, {})).toEqual(['accounts']);
  expect(findChangedKeys({ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } })).toEqual([]);
});
