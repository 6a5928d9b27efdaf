import { expect, test } from 'vitest';
import { chipWords, facetWords, labelOfFilter } from './facet-words';

test.each([
  ['tag', 'team=payments', 'team = payments'],
  ['tag', 'a%3Db=c%20d', 'a=b = c d'],
  ['tag', '%E0%A4%A=x', '%E0%A4%A=x'],
  ['lastRead', '<1d', 'within a day'],
  ['lastRead', '<30d', 'within 30 d'],
  ['lastRead', '>90d', 'over 90 d ago'],
  ['lastRead', 'never', 'never'],
  ['lastRead', 'unknown', 'not covered'],
  ['valueAge', '>90d', 'over 90 d'],
  ['valueAge', '<30d', 'under 30 d'],
  ['valueAge', 'never', 'no value'],
  ['valueAge', 'unknown', 'not exact'],
  ['state', 'never-configured', 'never set up'],
  ['region', 'eu-west-1', 'eu-west-1'],
])('%s %s reads "%s"', (name, value, words) => expect(facetWords(name, value)).toBe(words));

test('a chip says what it is about', () => {
  expect(chipWords(['env', 'prod'])).toBe('environment: prod');
  expect(chipWords(['account', '111122223333'], 'payments-prod')).toBe('account: payments-prod');
  expect(chipWords(['owningService', 'rds'])).toBe('managed by: rds');
  expect(chipWords(['pending', 'only'])).toBe('pending deletion only');
  expect(chipWords(['readBy', 'abc@2026-11-20'], 'payments-api')).toBe('read by payments-api since 2026-11-20');
  expect(chipWords(['readBy', 'abc'])).toBe('read by abc');
  expect(chipWords(['prefix', 'prod/'])).toBe('begins with prod/');
  expect(chipWords(['below', 'exclude'])).toBe('not in folders below');
  expect(chipWords(['without', 'tag:team'])).toBe('no tag team');
});

test('an id is called by its name', () => {
  const facets = { account: [{ value: '111122223333', label: 'payments-prod', count: 2 }] };
  expect(labelOfFilter(['account', '111122223333'], facets, null)).toBe('payments-prod');
  expect(labelOfFilter(['account', '444455556666'], facets, null)).toBeUndefined();
  expect(labelOfFilter(['readBy', 'abc@2026-11-20'], facets, 'payments-api')).toBe('payments-api');
  expect(labelOfFilter(['env', 'prod'], facets, 'payments-api')).toBeUndefined();
});
