import 'server-only';
import { isBreak } from '@/lib/domain/ledger/finding';
import type { Notice } from '@/lib/domain/notification/notice';
import type { Note } from '@/lib/domain/ports/notification-store';
import { findIntegrity } from '@/lib/services/parts/find-integrity';
import type { Found, Look } from './source';

type Occasion = 'ledger.broken' | 'ledger.unanchored';

interface Trouble {
  note: Note & { occasion: Occasion };
  since: Date | null;
  facts: Notice['facts'];
}

/** Whether the chain verifies, and whether its anchors get outside. Both are told also where they were so before anybody watched. */
export async function findLedgerHealth({ ctx, now }: Look): Promise<Found> {
  const occasions = ['ledger.broken', 'ledger.unanchored'] as const;
  const [checks, integrity, notes] = await Promise.all([
    ctx.store.anchors.checks(),
    findIntegrity(ctx),
    ctx.store.notifications.notes(occasions),
  ]);
  const broken = checks.flatMap(({ at, findings }) =>
    findings.filter(isBreak).map(({ kind, from, to }): Trouble => ({
      note: { occasion: 'ledger.broken', subject: `${kind} ${from} ${to}` },
      since: at,
      facts: [{ label: 'what', value: kind }, ...(from === null ? [] : [{ label: 'from entry', value: String(from) }])],
    })),
  );
  const waiting = integrity.sinks.filter(({ waitingSince }) => waitingSince !== null);
  const unanchored = [
    ...(integrity.overdueSince === null ? [] : [toUnanchored('no anchor is made', integrity.overdueSince)]),
    ...waiting.map(({ name, waitingSince }) => toUnanchored(`none arrives in: ${name}`, waitingSince ?? '')),
  ];
  const troubles = [...new Map([...broken, ...unanchored].map((one) => [one.note.subject, one])).values()];
  const known = new Set(notes.map(({ subject }) => subject));
  const found = troubles.filter(({ note }) => !known.has(note.subject));
  const still = new Set(troubles.map(({ note }) => note.subject));
  return {
    notices: found.map(({ note, since, facts }) => ({
      occasion: note.occasion,
      // Anchors that arrive again may fail again.
      key: `${note.subject} ${now.toISOString()}`,
      secret: null,
      scope: null,
      since,
      facts,
      path: note.occasion === 'ledger.broken' ? '/ledger' : '/settings#ledger',
    })),
    noted: found.map(({ note }) => note),
    // A break does not mend itself: the next stretch verifies because it begins after it.
    ended: notes.filter(({ occasion, subject }) => occasion === 'ledger.unanchored' && !still.has(subject)),
    more: false,
  };
}

const toUnanchored = (what: string, since: string): Trouble => ({
  note: { occasion: 'ledger.unanchored', subject: what },
  since: new Date(since),
  facts: [{ label: 'what', value: what }],
});
