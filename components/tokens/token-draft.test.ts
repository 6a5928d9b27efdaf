import { expect, it } from 'vitest';
import { createTokenInput } from '@/lib/contract/tokens';
import { EMPTY_DRAFT, findUnlimited, isComplete, toTokenInput } from './token-draft';

const draft = { ...EMPTY_DRAFT, name: ' ci ' };

it('with nothing said of a place holds wherever its person may', () => {
  expect(createTokenInput.parse(toTokenInput(draft))).toEqual({
    name: 'ci',
    permissions: ['inventory.read'],
    where: [],
    expiresInDays: 90,
  });
});

it('becomes one place, in which all holds that is said', () => {
  const input = toTokenInput({
    ...draft,
    environments: 'dev, staging',
    accounts: ' 111122223333 ',
    tag: 'query = a=b',
    namePrefix: ' dev/ ',
  });
  expect(createTokenInput.parse(input).where).toEqual([
    {
      environments: ['dev', 'staging'],
      accounts: ['111122223333'],
      tag: { key: 'query', value: 'a=b' },
      namePrefix: 'dev/',
    },
  ]);
});

it('is not complete while a place is said that something ticked would not keep to, which the API refuses', () => {
  const reading = { ...draft, permissions: ['inventory.read', 'settings.read'] as const };
  expect([findUnlimited(reading), isComplete(reading)]).toEqual([null, true]);
  for (const place of [{ environments: 'dev' }, { accounts: '111122223333' }, { tag: 'a' }, { namePrefix: 'x' }]) {
    const limited = { ...reading, ...place };
    expect([findUnlimited(limited), isComplete(limited)]).toEqual(['settings.read', false]);
    expect(createTokenInput.safeParse(toTokenInput(limited)).success).toBe(false);
    expect(isComplete({ ...draft, ...place })).toBe(true);
  }
});

it('is complete with a name and a permission', () => {
  expect(isComplete(draft)).toBe(true);
  expect(isComplete({ ...draft, name: ' ' })).toBe(false);
  expect(isComplete({ ...draft, permissions: [] })).toBe(false);
});
