import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { LedgerList } from '@/lib/contract/ledger';
import type { LedgerIntegrityView } from '@/lib/contract/ledger-integrity';
import { AnchorsCard } from '@/components/settings/anchors-card';
import { IntegrityLine } from './integrity-line';

const NOW = '2026-11-20T18:00:00.000Z';
const WELL = { name: 'file', delivered: 4, deliveredAt: '2026-11-20T17:30:00.000Z', waitingSince: null, problem: null };
const INTEGRITY: LedgerIntegrityView = {
  ledger: 'l',
  checked: { at: '2026-11-20T17:59:00.000Z', wholeAt: null, seq: 9 },
  findings: [],
  anchor: { number: 4, seq: 9, at: '2026-11-20T17:30:00.000Z', keys: ['k'] },
  overdueSince: null,
  unanchored: { entries: 0, oldestAt: null },
  sinks: [WELL],
};

function textsOf(integrity: LedgerIntegrityView): string[] {
  const list: LedgerList = { items: [], nextCursor: null, total: null, guard: 'append-only', integrity };
  const ledger = { everyMinutes: 60, everyEntries: 1000, stdout: false, publicKey: null, integrity };
  return [
    renderToStaticMarkup(<IntegrityLine ledger={list} now={NOW} />),
    renderToStaticMarkup(<AnchorsCard ledger={ledger} now={NOW} />),
  ].map((html) => html.replaceAll(/<[^>]+>/g, ''));
}

test('where the last anchor is as new as it should be, both screens say when it was made and warn of nothing', () => {
  for (const text of textsOf(INTEGRITY)) {
    expect(text).toContain('30 min ago');
    expect(text).not.toMatch(/was due|not sent|do not arrive/);
  }
});

test('an anchor that was due and not made, and one that was made and not sent, are warned of on both', () => {
  for (const text of textsOf({ ...INTEGRITY, overdueSince: '2026-11-20T15:00:00.000Z' }))
    expect(text).toMatch(/next (?:anchor )?was due 3 h ago[:.] see that the worker runs/i);
  const waiting = { ...WELL, waitingSince: '2026-11-20T16:00:00.000Z' };
  for (const text of textsOf({ ...INTEGRITY, sinks: [waiting] }))
    expect(text).toMatch(/the next was signed 2 h ago and not sent[:.] see that the worker runs/i);
  expect(textsOf({ ...INTEGRITY, sinks: [waiting] })[0]).toContain('Anchors do not arrive at: file.');
});
