import { expect, it } from 'vitest';
import { describePlaces } from './token-words';

it('says where a token holds, a line for each place', () => {
  expect(describePlaces([])).toEqual(['wherever its person may']);
  expect(
    describePlaces([
      { environments: ['dev', 'staging'], tag: { key: 'team', value: '' } },
      { notEnvironments: ['prod'], accounts: ['111122223333'], namePrefix: 'dev/' },
    ]),
  ).toEqual(['environment dev or staging, tag team=', 'environment not prod, account 111122223333, name dev/…']);
});
