import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { RotationList } from '@/lib/contract/rotation-list';
import { BucketsNav } from './buckets-nav';

const NOW = '2026-11-20T18:00:00.000Z';
const bucket = (state: RotationList['state'], count: number) => ({ state, count, unsure: 0, oldestSince: null });
const list: RotationList = {
  buckets: [bucket('failing', 0), bucket('stuck', 0), bucket('off', 0), bucket('healthy', 3)],
  state: 'failing',
  items: [],
  nextCursor: null,
  filters: { env: [], account: [], service: [] },
  asOf: NOW,
  scopes: [],
};
type Scopes = Parameters<typeof BucketsNav>[0]['scopes'];
const tilesOf = (scopes: Scopes, given: RotationList = list): string[] =>
  renderToStaticMarkup(<BucketsNav list={given} state={[]} scopes={scopes} now={NOW} />)
    .split('</li>')
    .map((tile) =>
      tile
        .replaceAll(/<[^>]+>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => text !== '');

test('a number that was counted stands, also where it is 0', () => {
  expect(tilesOf([{ lacks: [] }])).toEqual(['0 failing', '0 stuck', '0 off', '3 healthy']);
});

test('where a scope does not show what tells it, it is unknown and not 0', () => {
  expect(tilesOf([{ lacks: [{ code: 'no-labels', message: '' }] }, { lacks: [] }])).toEqual([
    '– failing unknown',
    '– stuck unknown',
    '0 off',
    '3 healthy',
  ]);
});

test('a history that has shown nothing tells of no failure', () => {
  const [failing] = tilesOf([{ lacks: [{ code: 'empty-history', message: '' }] }]);
  expect(failing).toBe('– failing unknown');
});

test('without dates nobody can tell how long a version has been pending', () => {
  const tiles = tilesOf([{ lacks: [{ code: 'no-dates', message: '' }] }]);
  expect(tiles).toEqual(['0 failing', '– stuck unknown', '0 off', '3 healthy']);
});

test('where dates or labels are not shown, those that would be healthy have a tile of their own', () => {
  const with4: RotationList = { ...list, buckets: [bucket('unknown', 4), bucket('due', 0)] };
  expect(tilesOf([{ lacks: [{ code: 'no-dates', message: '' }] }], with4)).toEqual(['4 unknown', '– due unknown']);
});
