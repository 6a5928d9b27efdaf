import type { Session } from '@/lib/domain/actor';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';

/** A session that ended without being asked for in the ledger first. */
export interface SessionEnd {
  /** `signedOut`: by its own person; `byProvider`: the provider told that it is over. */
  how: 'signedOut' | 'byProvider';
  requestId: string | null;
}

/** An entry so much later than the end says when that was; the ledger could not be written meanwhile. */
const LATE_MS = 10_000;

/** The entry about it, written at `at`. Ending a session waits for no record: it only takes access away. */
export function toSessionEnd(
  session: Session,
  { how, requestId }: SessionEnd,
  actId: string,
  at: Date,
): NewLedgerEntry {
  const { issuer, subject, email, name, persona, revokedAt } = session;
  const isLate = revokedAt !== null && at.getTime() - revokedAt.getTime() > LATE_MS;
  return {
    actId,
    action: 'session.end',
    phase: 'noted',
    actor: { id: `${issuer}|${subject}`, name: email ?? name, persona },
    secret: null,
    reason: null,
    code: null,
    requestId,
    count: 1,
    detail: { [how]: true, ...(isLate && { endedAt: revokedAt.toISOString() }) },
  };
}
