import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { AccessList } from '@/lib/contract/access-list';
import type { UrlState } from '@/components/layout/url-state';
import { AccessEmpty } from './access-empty';
import { PresetEmpty } from './preset-empty';
import { PresetLinks } from './view-links';

const FROM = '2026-11-20T00:00:00.000Z';
const TO = '2026-11-22T00:00:00.000Z';
const coverage: AccessList['coverage'] = [{ scope: 'a', from: FROM, to: TO, source: 'lookup-events', lag: 0 }];

type Known = 'whole' | 'part' | 'none' | 'unkept';
const unkept: AccessList['unkept'] = [{ action: 'read', before: '2026-11-23T00:00:00.000Z' }];
const list = (known: Known[], covered = coverage) => ({
  coverage: covered,
  unkept: known.includes('unkept') ? unkept : [],
  histogram: {
    from: FROM,
    to: TO,
    stepSeconds: 86_400,
    total: 0,
    buckets: known.map((one) => ({ from: FROM, to: TO, person: 0, workload: 0, service: 0, denied: 0, known: one })),
  },
});
type Scopes = Parameters<typeof PresetEmpty>[0]['scopes'];
const scope = (lacks: Scopes[number]['lacks'] = []): Scopes[number] => ({
  id: 'a',
  account: '111122223333',
  accountName: 'a',
  region: 'eu-west-1',
  source: 'configured',
  state: 'fresh',
  gone: null,
  inventory: { state: 'fresh', asOf: TO, problem: null, secrets: 1 },
  history: { state: 'fresh', asOf: TO, problem: null, coveredFrom: FROM, coveredTo: TO, coveredBy: ['lookup-events'] },
  lacks,
  roles: { reveal: null, rotate: null, recover: null },
  personKnownToAws: false,
});
const words = (known: Known[], state: UrlState = [], covered = coverage, scopes: Scopes = [scope()]): string =>
  renderToStaticMarkup(<AccessEmpty list={list(known, covered)} state={state} scopes={scopes} />);

test('no rows say why, and no two reasons look alike', () => {
  const filtered: UrlState = [['principal', 'jana']];
  const said = [
    words(['none'], [], []),
    words(['none', 'none'], [['from', '90d']]),
    words(['whole', 'whole'], filtered),
    words(['whole', 'whole']),
    words(['unkept', 'unkept']),
  ];
  const titles = ['Not looked at yet', 'Not covered', 'Nothing matches', 'Nothing there', 'No longer kept'];
  for (const [index, html] of said.entries())
    expect(titles.filter((title) => html.includes(title))).toEqual([titles[index]]);
});

test('an endpoint that keeps no history is not about to be looked at', () => {
  const html = words(['none'], [], [], [scope([{ code: 'no-history', message: '' }])]);
  expect(html).toContain('No history is kept');
  expect(html).not.toContain('yet');
});

test('days that Athena tells of are not called unknown', () => {
  for (const covered of [[], coverage]) {
    const shown = <AccessEmpty list={list(['none'], covered)} state={[]} scopes={[scope()]} isToldByAthena />;
    const html = renderToStaticMarkup(shown);
    expect(html).toContain('there are sums alone');
    expect(html).not.toContain('Not ');
  }
});

test('where a part is not covered, nothing is not said without that', () => {
  expect(words(['part', 'whole'])).toContain('What is not covered may hold some.');
  expect(words(['whole', 'none'], [['env', 'prod']])).toContain('What is not covered may hold some.');
  expect(words(['whole', 'whole'])).not.toContain('What is not covered');
});

test('where single events are deleted, nothing is not said without that, and nobody is told to read it again', () => {
  for (const html of [words(['unkept', 'whole']), words(['unkept', 'whole'], [['env', 'prod']])])
    expect(html).toContain('Single reads before 2026-11-23 (UTC) are no longer kept.');
  const html = renderToStaticMarkup(
    <PresetEmpty
      list={{ from: FROM, to: TO, coverage, unkept }}
      state={[]}
      scopes={[scope()]}
      now={TO}
      what="Nobody did."
    />,
  );
  expect(html).toContain('No longer kept');
  for (const wrong of ['Nobody did.', 'import-trail', 'Not covered']) expect(html).not.toContain(wrong);
});

test('what is not covered leads back to the last days, and keeps the filter', () => {
  const html = words(
    ['none'],
    [
      ['env', 'prod'],
      ['from', '2019-01-01'],
    ],
  );
  expect(html).toContain('href="/access?env=prod"');
  expect(html).toContain('npm run import-trail');
});

test.each([
  ['was not covered', '2026-10-01T00:00:00.000Z', '2026-10-02T00:00:00.000Z', [], 'Not covered'],
  ['is narrowed', FROM, TO, [['env', 'prod']], 'Nothing matches'],
  ['really has none', FROM, TO, [], 'Nobody did.'],
] as const)('a preset whose period %s says so', (_, from, to, state, expected) => {
  const html = renderToStaticMarkup(
    <PresetEmpty list={{ from, to, coverage }} state={state} scopes={[scope()]} now={TO} what="Nobody did." />,
  );
  expect(html).toContain(expected);
  expect(html).not.toContain('What is not covered');
});

test('a preset whose period is covered in part does not say none without that', () => {
  const earlier = { from: '2026-11-01T00:00:00.000Z', to: TO, coverage };
  const html = renderToStaticMarkup(
    <PresetEmpty list={earlier} state={[]} scopes={[scope()]} now={TO} what="Nobody did." />,
  );
  expect(html).toContain('Nobody did. What is not covered may hold some.');
});

test('of a period that nobody looked at no preset counts 0', () => {
  const none = { people: 0, denied: 3, changes: 0, overdueReviews: 0 };
  const html = (known: boolean) => renderToStaticMarkup(<PresetLinks state={[]} counts={none} known={known} />);
  expect(html(true)).toMatch(/People.{0,60}>0</);
  expect(html(false)).not.toContain('>0<');
  expect(html(false)).toContain('>3<');
});
