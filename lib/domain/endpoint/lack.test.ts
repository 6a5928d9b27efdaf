import { describe, expect, it } from 'vitest';
import { observedSecret } from '@/lib/domain/testing/observed-secret';
import { findEndpointLacks, findUnlistedNames, type EndpointFacts } from './endpoint-facts';
import { isWhole, LACK_NAMES, LACKS, sortLacks, type Lack } from './lack';
import { addPage, findListingLacks, startListingFacts, type ListingFacts } from './listing-facts';
import { isStandInArn, toCallId, toStandInArn } from './stand-in-arn';

const scope = { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' };
const arnOf = (name: string): string => `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}-AbCdEf`;
const DAY = 86_400_000;
const secrets = ['a', 'b', 'c'].map((name, index) =>
  observedSecret({
    name,
    arn: arnOf(name),
    createdAt: new Date(DAY * (index + 1)),
    versionStages: { v: ['AWSCURRENT'] },
  }),
);

function listingOf(...pages: Parameters<typeof addPage>[1][]): ListingFacts {
  const facts = startListingFacts();
  for (const page of pages) addPage(facts, page, new Date(DAY * 9));
  return facts;
}

const likeAws: EndpointFacts = {
  caller: true,
  refusal: 'as-aws',
  ascending: { names: ['a'], more: true },
  next: { names: ['b'], more: true },
  descending: { names: ['c'], more: true },
  noName: { names: [], more: false },
  otherCase: { names: [], more: false },
  labels: true,
  movingDates: false,
};
const lacksOf = (change: Partial<EndpointFacts>, listing = listingOf(secrets)): Lack[] =>
  findEndpointLacks({ ...likeAws, ...change }, listing);

describe('a listing', () => {
  it('with what is pending deletion since some time shows no lack', () => {
    expect(findListingLacks(listingOf([observedSecret({ ...secrets[0], deletedAt: new Date(DAY * 8) })]))).toEqual([]);
  });

  it('like AWS’s shows no lack, nor does an empty one', () => {
    expect(findListingLacks(listingOf(secrets))).toEqual([]);
    expect(findListingLacks(listingOf([]))).toEqual([]);
  });

  it.each<[Lack, Partial<(typeof secrets)[number]>]>([
    ['no-arns', { arn: toStandInArn(scope, 'a') }],
    ['short-arns', { arn: arnOf('a').replace('-AbCdEf', '') }],
    ['other-account', { arn: arnOf('a').replace('111122223333', '000000000000') }],
    ['no-dates', { createdAt: null, lastChangedAt: null }],
    ['no-labels-in-list', { versionStages: null }],
    ['deletion-dates-ahead', { deletedAt: new Date(DAY * 39) }],
  ])('shows %s', (lack, change) => {
    expect(findListingLacks(listingOf([observedSecret({ ...secrets[0], ...change })]))).toEqual([lack]);
  });

  it('shows repetition within a page and over pages', () => {
    expect(findListingLacks(listingOf([...secrets, ...secrets.slice(0, 1)]))).toEqual(['listing-repeats']);
    expect(findListingLacks(listingOf(secrets, secrets.slice(2)))).toEqual(['listing-repeats']);
  });

  it('is not taken for one without labels because one secret has no value', () => {
    const [first, ...rest] = secrets;
    expect(findListingLacks(listingOf([observedSecret({ ...first, versionStages: null }), ...rest]))).toEqual([]);
  });
});

describe('answers', () => {
  it('like AWS’s show no lack, nor do those that did not come', () => {
    expect(lacksOf({})).toEqual([]);
    const none = { caller: null, refusal: null, ascending: null, next: null, descending: null, labels: null };
    expect(lacksOf({ ...none, noName: null, otherCase: null, movingDates: null })).toEqual([]);
  });

  it.each<[Lack, Partial<EndpointFacts>]>([
    ['no-caller', { caller: false }],
    ['moving-dates', { movingDates: true }],
    ['sort-ignored', { descending: { names: ['a'], more: true } }],
    ['filters-ignored', { noName: { names: ['a'], more: false }, otherCase: { names: ['a'], more: false } }],
    ['filters-ignore-case', { otherCase: { names: ['a'], more: false } }],
    ['page-size-ignored', { ascending: { names: ['a', 'b', 'c'], more: false }, next: null }],
    ['pages-go-round', { next: { names: ['a'], more: true } }],
    [
      'pages-go-round',
      { ascending: { names: ['a'], more: true, token: 't' }, next: { names: ['b'], more: true, token: 't' } },
    ],
    ['pages-cut', { ascending: { names: ['a'], more: false }, next: null }],
    ['no-describe', { refusal: 'unsupported' }],
    ['errors-unreadable', { refusal: 'unreadable' }],
    ['error-status', { refusal: 'other-status' }],
  ])('show %s', (lack, change) => {
    expect(lacksOf(change)).toEqual([lack]);
  });

  it('tell nothing of an order where all were made at one moment', () => {
    const listing = listingOf(secrets.map((secret) => observedSecret({ ...secret, createdAt: new Date(DAY) })));
    expect(lacksOf({ descending: { names: ['a'], more: true } }, listing)).toEqual([]);
  });

  it('show names that the listing had not', () => {
    const descending = { names: ['z', 'c'], more: false };
    expect(
      findUnlistedNames({ ...likeAws, descending, noName: { names: ['z'], more: false } }, listingOf(secrets)),
    ).toEqual(['z']);
    expect(findUnlistedNames(likeAws, listingOf(secrets))).toEqual([]);
  });

  it('tell of one secret that it is all', () => {
    const one = { ascending: { names: ['a'], more: false }, next: null, descending: { names: ['a'], more: false } };
    expect(lacksOf(one, listingOf(secrets.slice(0, 1)))).toEqual([]);
  });
});

describe('lacks', () => {
  it('are sentences, told once each and always in one order', () => {
    for (const words of Object.values(LACKS)) expect(words).toMatch(/^[A-Z].*\.$/s);
    expect(sortLacks(['no-dates', 'no-history', 'no-dates'])).toEqual(['no-history', 'no-dates']);
    expect(sortLacks(LACK_NAMES.toReversed())).toEqual(LACK_NAMES);
  });

  it('leave a listing whole unless they are about what it lists', () => {
    expect(LACK_NAMES.filter((lack) => !isWhole([lack]))).toEqual(['pages-go-round', 'pages-cut', 'listing-omits']);
  });
});

describe('an ARN that was made up', () => {
  it('is an ARN to show, and a name to call', () => {
    const arn = toStandInArn(scope, 'prod/db-abcdef');
    expect(arn).toBe('arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-abcdef-??????');
    expect([isStandInArn(arn), toCallId(arn)]).toEqual([true, 'prod/db-abcdef']);
  });

  it('is never taken for one that AWS gave', () => {
    expect([isStandInArn(arnOf('a')), toCallId(arnOf('a'))]).toEqual([false, arnOf('a')]);
    expect(toCallId('a')).toBe('a');
  });
});
