import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { UnusualList, UnusualView } from '@/lib/contract/unusual';
import { outcomeWords } from './finding-words';
import { FindingStateLinks } from './finding-state-links';
import { UnusualEmpty } from './unusual-empty';
import { UnusualLine } from './unusual-line';
import { UnusualTable } from './unusual-table';
import { readUnusualUrl } from './unusual-url';

const NOW = '2026-11-20T12:00:00.000Z';
const item: UnusualView = {
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  rule: 'new-network',
  title: 'New network',
  secret: { id: 'BBBBBBBBBBBBBBBBBBBBBB', name: 'prod/payments/db', environment: 'prod' },
  principal: {
    id: 'CCCCCCCCCCCCCCCCCCCCCC',
    arn: 'arn:aws:iam::1:role/api',
    type: 'role',
    accountId: null,
    label: 'api',
  },
  actorKind: 'workload',
  firstAt: '2026-11-20T10:00:00.000Z',
  lastAt: '2026-11-20T11:00:00.000Z',
  count: 3,
  reason: 'Read from 203.0.113.0/24, <b>as\u202Eit</b> says.',
  facts: [{ label: 'new', value: '203.0.113.0/24' }],
  dismissal: null,
};
const list = (change: Partial<UnusualList> = {}): UnusualList => ({
  items: [],
  total: 0,
  more: false,
  counts: { open: 0, dismissed: 0 },
  mayDismiss: true,
  rules: [{ rule: 'root', title: 'Root', watches: 'Root reads.', on: true }],
  learning: { days: 14, since: '2026-11-01', scopes: 2, unready: 0 },
  from: '2026-10-21T12:00:00.000Z',
  to: NOW,
  coverage: [{ scope: 's', from: '2026-08-21T12:00:00.000Z', to: NOW, source: 'lookup-events', lag: 0 }],
  nextCursor: null,
  ...change,
});

describe('an unusual read', () => {
  it('leads to the events of its reader, from its first to its last', () => {
    const html = renderToStaticMarkup(<UnusualTable items={[item]} mayDismiss={false} now={NOW} />);
    const [, query = ''] = /href="\/access\?([^"]+)"/.exec(html) ?? [];
    expect(Object.fromEntries(new URLSearchParams(query.replaceAll('&amp;', '&')))).toEqual({
      as: item.principal.id,
      actorKind: 'workload',
      secret: item.secret?.id,
      action: 'read',
      from: item.firstAt,
      to: item.lastAt,
    });
    expect(html).not.toContain('<b>as');
    expect(html).not.toContain('\u202E');
  });

  it('of several secrets names none', () => {
    const html = renderToStaticMarkup(
      <UnusualTable items={[{ ...item, secret: null }]} mayDismiss={false} now={NOW} />,
    );
    expect(html).toContain('several');
    expect(html).not.toContain('secret=');
  });

  it('that was dismissed says by whom and why, and how much came since', () => {
    const dismissal = { at: NOW, by: 'ann@example.com', reason: 'a <i>drill</i>\u202E', count: 1 };
    const html = renderToStaticMarkup(<UnusualTable items={[{ ...item, dismissal }]} mayDismiss={false} now={NOW} />);
    expect(html).toContain('Dismissed');
    expect(html).toContain('ann@example.com</bdi>, 2 events more since');
    expect(html).toContain('a &lt;i&gt;drill&lt;/i&gt;');
    expect(html).not.toContain('\u202E');
  });
});

describe('none of them', () => {
  const empty = (of: UnusualList, params: Record<string, string> = {}) => {
    const { query, state } = readUnusualUrl(params);
    return renderToStaticMarkup(<UnusualEmpty list={of} query={query} state={state} scopes={[]} />);
  };
  const counted = (open: number, dismissed: number) => list({ counts: { open, dismissed } });
  it.each([
    ['Nothing unusual', list(), {}],
    ['Habits are known since 2026-11-01', list(), {}],
    [
      '1 of 2 accounts and regions still learns',
      list({ learning: { days: 14, since: '2026-11-01', scopes: 2, unready: 1 } }),
      {},
    ],
    ['Still learning', list({ learning: { days: 14, since: null, scopes: 2, unready: 2 } }), {}],
    ['Nothing matches', list(), { rule: 'root' }],
    ['Not looked at yet', list({ coverage: [] }), {}],
    ['Not covered', list({ from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' }), {}],
    ['Nothing open', counted(0, 2), {}],
    ['href="/access?preset=unusual&amp;rule=root&amp;state=dismissed"', counted(0, 2), { rule: 'root' }],
    ['Nothing dismissed', counted(2, 0), { state: 'dismissed' }],
    ['Nothing unusual', counted(0, 0), { state: 'dismissed' }],
    ['Nothing further', counted(50, 0), { cursor: 'e30' }],
  ] as const)('%s', (words, of, params) => {
    expect(empty(of, params)).toContain(words);
  });
});

it('a line tells how many, and nothing of none', () => {
  const line = (count: number) => renderToStaticMarkup(<UnusualLine count={count} of={[['secret', 'x']]} />);
  expect(line(0)).toBe('');
  expect(line(1)).toContain('1 unusual read<');
  expect(line(100)).toContain('100 or more unusual reads<');
});

it('which are listed is in the address, with how many there are', () => {
  const links = (counts: UnusualList['counts'], params: Record<string, string> = {}) => {
    const { query, state } = readUnusualUrl({ rule: 'root', cursor: 'e30', ...params });
    const html = renderToStaticMarkup(<FindingStateLinks counts={counts} current={query.state} state={state} />);
    return [...html.matchAll(/<a([^>]*)>(.*?)<\/a>/g)].map(([, attributes = '', text = '']) => [
      /href="\/access\?preset=unusual([^"]*)"/.exec(attributes)?.[1]?.replaceAll('&amp;', '&'),
      attributes.includes('aria-current'),
      text.replaceAll(/<[^>]+>/g, ''),
    ]);
  };
  expect(links({ open: 2, dismissed: 1 })).toEqual([
    ['&rule=root', true, 'Open 2'],
    ['&rule=root&state=dismissed', false, 'Dismissed 1'],
    ['&rule=root&state=all', false, 'All 3'],
  ]);
  expect(links({ open: 1000, dismissed: 1 }, { state: 'all' }).map(([, current, text]) => [current, text])).toEqual([
    [false, 'Open 1,000+'],
    [false, 'Dismissed 1'],
    [true, 'All 1,001+'],
  ]);
});

it.each([
  ['dismiss', { changed: 1, same: 0, gone: 0 }, '1 unusual read dismissed.'],
  ['reopen', { changed: 2, same: 1, gone: 0 }, '2 unusual reads reopened. 1 had been reopened by somebody before.'],
  ['dismiss', { changed: 2, same: 0, gone: 2 }, '2 unusual reads dismissed. 2 are not found any more.'],
] as const)('after %s %j is said what came of it', (change, done, words) => {
  expect(outcomeWords(change, done)).toBe(words);
});

it('a mistake in the address is named, and the rest holds', () => {
  const { query, mistakes } = readUnusualUrl({ rule: ['root', 'roots'], env: 'prod', limit: '3' });
  expect(query).toMatchObject({ env: ['prod'], limit: 50 });
  expect(mistakes).toHaveLength(1);
});
