import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { UnusualList, UnusualView } from '@/lib/contract/unusual';
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
};
const list = (change: Partial<UnusualList> = {}): UnusualList => ({
  items: [],
  total: 0,
  more: false,
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
    const html = renderToStaticMarkup(<UnusualTable items={[item]} now={NOW} />);
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
    const html = renderToStaticMarkup(<UnusualTable items={[{ ...item, secret: null }]} now={NOW} />);
    expect(html).toContain('several');
    expect(html).not.toContain('secret=');
  });
});

describe('none of them', () => {
  const empty = (of: UnusualList, state: readonly (readonly [string, string])[] = []) =>
    renderToStaticMarkup(<UnusualEmpty list={of} state={state} scopes={[]} />);
  it.each([
    ['Nothing unusual', list(), []],
    ['Habits are known since 2026-11-01', list(), []],
    [
      '1 of 2 accounts and regions still learns',
      list({ learning: { days: 14, since: '2026-11-01', scopes: 2, unready: 1 } }),
      [],
    ],
    ['Still learning', list({ learning: { days: 14, since: null, scopes: 2, unready: 2 } }), []],
    ['Nothing matches', list(), [['rule', 'root'] as const]],
    ['Not looked at yet', list({ coverage: [] }), []],
    ['Not covered', list({ from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' }), []],
  ] as const)('%s', (words, of, state) => {
    expect(empty(of, state)).toContain(words);
  });
});

it('a line tells how many, and nothing of none', () => {
  const line = (count: number) => renderToStaticMarkup(<UnusualLine count={count} of={[['secret', 'x']]} />);
  expect(line(0)).toBe('');
  expect(line(1)).toContain('1 unusual read<');
  expect(line(100)).toContain('100 or more unusual reads<');
});

it('a mistake in the address is named, and the rest holds', () => {
  const { query, mistakes } = readUnusualUrl({ rule: ['root', 'roots'], env: 'prod', limit: '3' });
  expect(query).toMatchObject({ env: ['prod'], limit: 50 });
  expect(mistakes).toHaveLength(1);
});
