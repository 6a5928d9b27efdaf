import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { ScopeView } from '@/lib/contract/system';
import { StaleScopes } from './stale-scopes';

const NOW = '2026-11-20T18:00:00.000Z';
const failing = (asOf: string | null): ScopeView => ({
  id: 'a',
  account: '111122223333',
  accountName: 'payments-prod',
  region: 'eu-west-1',
  source: 'configured',
  state: 'failing',
  gone: null,
  inventory: {
    state: 'failing',
    asOf,
    problem: { code: 'unsupported', message: 'ListSecrets: HTTP 501.', remedy: 'Use another.', since: NOW },
    secrets: 0,
  },
  history: { state: 'waiting', asOf: null, problem: null, coveredFrom: null, coveredTo: null, coveredBy: [] },
  lacks: [],
  roles: { reveal: null, rotate: null, recover: null },
  personKnownToAws: false,
});
const textOf = (asOf: string | null): string =>
  renderToStaticMarkup(<StaleScopes scopes={[failing(asOf)]} now={NOW} />).replaceAll(/<[^>]+>/g, '');

test('the last good data is only spoken of where there is some', () => {
  expect(textOf('2026-11-20T17:00:00.000Z')).toMatch(
    /1 h old, .*\. The last good data is shown\. ListSecrets: HTTP 501/,
  );
  expect(textOf(null)).toMatch(/never read, unsupported\. ListSecrets: HTTP 501/);
});
