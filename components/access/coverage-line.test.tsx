import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import { CoverageLine } from './coverage-line';

const NOW = '2026-11-22T14:00:00.000Z';
const period = { from: '2026-11-20T00:00:00.000Z', to: NOW };
type Coverage = AccessList['coverage'];
const held = (from: string, to: string, source: Coverage[number]['source']): Coverage[number] => ({
  scope: 'a',
  from: `2026-11-${from}:00:00.000Z`,
  to: `2026-11-${to}:00:00.000Z`,
  source,
  lag: 0,
});
const scope: ScopeView = {
  id: 'a',
  account: '111122223333',
  accountName: 'a',
  region: 'eu-west-1',
  source: 'configured',
  state: 'fresh',
  gone: null,
  inventory: { state: 'fresh', asOf: NOW, problem: null, secrets: 1 },
  history: {
    state: 'fresh',
    asOf: NOW,
    problem: null,
    coveredFrom: period.from,
    coveredTo: NOW,
    coveredBy: ['lookup-events'],
  },
  lacks: [],
  roles: { reveal: null, rotate: null, recover: null },
  personKnownToAws: true,
};
const show = (...coverage: Coverage) =>
  renderToStaticMarkup(<CoverageLine scopes={[scope]} coverage={coverage} period={period} now={NOW} />);

test('files are named where LookupEvents alone has not read the whole period', () => {
  const own = held('21T00', '22T14', 'lookup-events');
  const files = held('01T00', '21T12', 'trail-files');
  expect(show(own, files)).toContain('covered over the whole period by trail files and LookupEvents.');
  expect(show(held('01T00', '22T14', 'lookup-events'), files)).toContain('covered over the whole period.');
  expect(show(held('01T00', '22T14', 'trail-files'))).toContain('covered over the whole period by trail files.');
  expect(show(own)).toContain('not covered over the whole period');
  expect(show(own)).toContain('npm run import-trail');
  expect(show(own, files)).not.toContain('import-trail');
});
