import 'server-only';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { secretTable } from '@/lib/store/schema/secret';
import { toSecretRecord, type ObservedRecord } from './to-secret-record';
import { LISTING_LAG, toValueBounds } from './value-bounds';

type SecretRecord = typeof secretTable.$inferInsert;

/** What is known of a secret before a write. */
export type Known = Pick<
  typeof secretTable.$inferSelect,
  | 'id'
  | 'digest'
  | 'observedAt'
  | 'describedAt'
  | 'createdAt'
  | 'lastChangedAt'
  | 'versionStages'
  | 'replicas'
  | 'valueNotBefore'
  | 'valueNotAfter'
  | 'removedAt'
>;

/** A listing in progress, or one describe. */
export type Origin = { listing: { id: string; startedAt: Date } } | { listing: null };

export interface PlannedWrite {
  record: SecretRecord;
  change: 'added' | 'updated' | 'same';
}

/** A decision with its row, which costs more than all else and hangs on nothing that is known. */
export interface Observation {
  decided: DecidedSecret;
  record: ObservedRecord;
}

export const observe = (decided: DecidedSecret): Observation => ({ decided, record: toSecretRecord(decided) });

/** A listing may be minutes behind a describe; an older answer of either kind never wins. */
function isOutdated(secret: DecidedSecret, origin: Origin, known: Known): boolean {
  if (known.observedAt > secret.observedAt) return true;
  if (!origin.listing || !known.describedAt) return false;
  return origin.listing.startedAt.getTime() - LISTING_LAG < known.describedAt.getTime();
}

/** The row to write, or null where what is known is newer. `returned`: its current version was seen before the last look. */
export function planWrite(
  { decided: secret, record: observed }: Observation,
  origin: Origin,
  known: Known | null,
  returned: boolean,
): PlannedWrite | null {
  if (known && isOutdated(secret, origin, known)) return null;
  const before = known && {
    ...known,
    bounds: { notBefore: known.valueNotBefore, notAfter: known.valueNotAfter },
  };
  const bounds = toValueBounds(secret.secret, before, returned);
  const change = !known || known.removedAt ? 'added' : known.digest === observed.digest ? 'same' : 'updated';
  return {
    change,
    record: {
      ...observed,
      // A call that cannot tell these does not unsay them.
      replicas: observed.replicas ?? known?.replicas ?? null,
      versionStages: observed.versionStages ?? known?.versionStages ?? null,
      valueNotBefore: bounds.notBefore,
      valueNotAfter: bounds.notAfter,
      describedAt: origin.listing ? (known?.describedAt ?? null) : secret.observedAt,
      listingId: origin.listing?.id ?? null,
    },
  };
}
