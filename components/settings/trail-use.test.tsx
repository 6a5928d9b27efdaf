import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { TrailScopeView, TrailUseView } from '@/lib/contract/trail';
import { TrailUse } from './trail-use';

const NOW = '2026-11-20T18:00:00.000Z';
const scope = (change: Partial<TrailScopeView> = {}): TrailScopeView => ({
  scope: '111122223333:eu-west-1',
  lookedAt: '2026-11-20T17:59:00.000Z',
  asOf: '2026-11-20T17:59:00.000Z',
  newestAt: '2026-11-20T17:50:00.000Z',
  files: 1_200,
  broken: 0,
  missing: { days: 1, first: '2026-11-20', last: '2026-11-20' },
  problem: null,
  ...change,
});
const use = (...scopes: TrailScopeView[]): TrailUseView => ({
  scopes,
  total: scopes.length,
  troubled: scopes.filter(({ problem }) => problem).length,
  files: scopes.reduce((sum, { files }) => sum + files, 0),
  troubles: [],
});
const textOf = (given: TrailUseView | null): string =>
  renderToStaticMarkup(<TrailUse use={given} now={NOW} />)
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

test('each scope says how it stands, its newest file and what is missing', () => {
  expect(textOf(use(scope()))).toMatch(
    /1,200 files of 1 scope .*111122223333:eu-west-1 fresh .* 1,200 only what comes today /,
  );
  const behind = scope({ newestAt: null, missing: { days: 300, first: '2026-01-25', last: '2026-11-20' }, broken: 2 });
  expect(textOf(use(behind))).toMatch(/none 1,200 2 unreadable 300 days, 2026-01-25 to 2026-11-20/);
  expect(textOf(use(scope({ missing: { days: 0, first: null, last: null } })))).toContain('nothing');
  expect(textOf(null)).toContain('Nothing was looked at yet');
});

test('a problem stands with its scope, and how many have one above them', () => {
  const problem = { code: 'denied', message: 's3:ListBucket: AccessDenied', remedy: 'Grant it.', since: NOW };
  const text = textOf(use(scope({ problem }), scope({ scope: '111122223333:us-east-1' })));
  expect(text).toMatch(/2,400 files of 2 scopes, 1 of them with a problem/);
  expect(text).toMatch(/failing .*s3:ListBucket: AccessDenied .*Grant it\./);
  expect(textOf({ ...use(scope()), total: 900 })).toContain('the first 1 are shown');
});
