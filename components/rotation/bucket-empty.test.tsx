import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { RotationList } from '@/lib/contract/rotation-list';
import type { UrlState } from '@/components/layout/url-state';
import { BucketEmpty } from './bucket-empty';

const AT = '2026-11-20T18:00:00.000Z';
const list = (more: Partial<RotationList> = {}): RotationList => ({
  buckets: [],
  state: 'stuck',
  items: [],
  nextCursor: null,
  filters: { env: [], account: [], service: [] },
  asOf: AT,
  scopes: [{ id: 'a', state: 'fresh', asOf: AT }],
  ...more,
});
type Scopes = Parameters<typeof BucketEmpty>[0]['scopes'];
const textOf = (given: RotationList, state: UrlState = [], scopes: Scopes = []): string =>
  renderToStaticMarkup(<BucketEmpty list={given} state={state} scopes={scopes} />).replaceAll(/<[^>]+>/g, ' ');

test('nothing is in it, nothing matches, nothing was looked at yet: three sentences', () => {
  expect(textOf(list())).toMatch(/No rotation is stuck/);
  expect(textOf(list(), [['env', 'prod']])).toMatch(/Nothing matches .*Clear filters/);
  expect(textOf(list({ asOf: null, scopes: [{ id: 'a', state: 'waiting', asOf: null }] }))).toMatch(
    /Not looked at yet/,
  );
});

test('of scopes that were not read it is unknown', () => {
  const scopes: RotationList['scopes'] = [
    { id: 'a', state: 'fresh', asOf: AT },
    { id: 'b', state: 'waiting', asOf: null },
  ];
  expect(textOf(list({ scopes }))).toMatch(/1 of 2 scopes were not read yet: of those it is unknown/);
});

test('where an endpoint shows no labels, or keeps no history, none is known and not none', () => {
  const without = (code: 'no-labels' | 'no-history'): Scopes => [{ lacks: [{ code, message: '' }] }, { lacks: [] }];
  expect(textOf(list(), [], without('no-labels'))).toMatch(
    /as far as is known .*1 of 2 scopes .* stuck there is unknown/,
  );
  expect(textOf(list(), [], without('no-history'))).not.toMatch(/unknown/);
  expect(textOf(list({ state: 'failing' }), [], without('no-history'))).toMatch(/failing there is unknown/);
  expect(textOf(list({ state: 'off' }), [], without('no-labels'))).not.toMatch(/unknown/);
});
