import { expect, test } from 'vitest';
import { toHref, type UrlState } from '@/components/layout/url-state';
import { groupedBy, openFolders, openToggled, rootedAt, rowsOf, rowsWithout } from './groups-url';

const href = (state: UrlState): string => decodeURIComponent(toHref('', state));
const tree: UrlState = [
  ['env', 'prod'],
  ['by', 'path'],
  ['open', 'prod/'],
  ['open', 'prod/a/'],
  ['cursor', 'c'],
];

test('grouping keeps the filters and begins at the top', () => {
  expect(href(groupedBy(tree, 'service'))).toBe('?env=prod&by=service');
});

test('a folder is opened where it stands, and closed with all in it', () => {
  expect(href(openToggled(tree, 'dev/'))).toBe('?env=prod&by=path&open=prod/&open=prod/a/&cursor=c&open=dev/');
  expect(href(openToggled(tree, 'prod/'))).toBe('?env=prod&by=path&cursor=c');
  expect(href(openToggled(tree, 'prod/a/'))).toBe('?env=prod&by=path&open=prod/&cursor=c');
});

test('the tree can begin at a folder, and at the top again', () => {
  expect(href(rootedAt(tree, 'prod/'))).toBe('?env=prod&by=path&open=prod/a/&under=prod/');
  expect(href(rootedAt([...tree, ['under', 'prod/']], ''))).toBe('?env=prod&by=path');
});

test('what is open is read where all above it is open', () => {
  expect(openFolders(tree)).toEqual(['prod/', 'prod/a/']);
  expect(openFolders([['open', 'prod/a/']])).toEqual([]);
  expect(
    openFolders([
      ['under', 'prod/'],
      ['open', 'prod/a/'],
      ['open', 'dev/'],
      ['open', 'prod/'],
    ]),
  ).toEqual(['prod/a/']);
  expect(
    openFolders([
      ['open', '/'],
      ['open', '//'],
    ]),
  ).toEqual(['/', '//']);
});

test.each<[UrlState, string, string, boolean, string]>([
  [tree, 'path', 'prod/a/', false, '?env=prod&prefix=prod/a/'],
  [tree, 'path', 'prod/', true, '?env=prod&prefix=prod/&below=exclude'],
  [[], 'path', '', true, '?below=exclude'],
  [[['prefix', 'prod/ab']], 'path', 'prod/', true, '?prefix=prod/ab&below=exclude'],
  [[['prefix', 'pr']], 'path', 'prod/', false, '?prefix=prod/'],
  [tree, 'env', 'prod', false, '?env=prod'],
  [
    [
      ['service', 'a'],
      ['service', 'b'],
    ],
    'service',
    'b',
    false,
    '?service=b',
  ],
  [
    [
      ['tag', 'team=a'],
      ['tag', 'x=y'],
    ],
    'tag:team',
    'a%',
    false,
    '?tag=x=y&tag=team=a%25',
  ],
])('%j by %s: the rows of %s', (state, by, key, here, expected) => {
  expect(href(rowsOf(state, by, key, here))).toBe(expected);
});

test('what is in no group has rows, too', () => {
  expect(href(rowsWithout(tree, 'tag:team'))).toBe('?env=prod&without=tag:team');
  expect(href(rowsWithout([['without', 'service']], 'service'))).toBe('?without=service');
});
