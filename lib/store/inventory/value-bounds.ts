import 'server-only';
import { findVersionWithStage, hasNoVersion } from '@/lib/domain/secret';

/** Bounds on the creation of the version that is AWSCURRENT: the age of the value (aws-facts §1.3). */
export interface ValueBounds {
  notBefore: Date | null;
  notAfter: Date | null;
}

interface Seen {
  createdAt: Date | null;
  lastChangedAt: Date | null;
  versionStages: Record<string, string[]> | null;
}

export interface SeenBefore extends Seen {
  observedAt: Date;
  bounds: ValueBounds;
}

/** How far behind ListSecrets may be (aws-facts §1.2). */
export const LISTING_LAG = 5 * 60_000;

const earlier = (left: Date | null, right: Date | null): Date | null =>
  left && right ? (left < right ? left : right) : (left ?? right);
const later = (left: Date | null, right: Date | null): Date | null =>
  left && right ? (left > right ? left : right) : (left ?? right);

/** The version that is current where the last look told of labels, and of none on this one; else null. */
export function findNewcomer(
  { versionStages }: Pick<Seen, 'versionStages'>,
  before: Pick<Seen, 'versionStages'>,
): string | null {
  const current = findVersionWithStage(versionStages, 'AWSCURRENT');
  if (current === null || !before.versionStages || Object.hasOwn(before.versionStages, current)) return null;
  return current;
}

/**
 * Every change moves LastChangedDate, so the value is no younger than that; it is no older than the
 * secret, nor than the last look that did not know its version yet. One that has `returned` was seen before that look:
 * versions without a label are there as long as AWS keeps them, and a roll-back may make one current.
 */
export function toValueBounds(secret: Seen, before: SeenBefore | null, returned = false): ValueBounds {
  // A secret that was made without a value, and got none since.
  if (hasNoVersion(secret.versionStages)) return { notBefore: null, notAfter: null };
  const widest = { notBefore: secret.createdAt, notAfter: secret.lastChangedAt ?? secret.createdAt };
  // An endpoint that dates the last change before the creation has said nothing of the value but that it is no older.
  if (widest.notBefore && widest.notAfter && widest.notAfter < widest.notBefore) widest.notAfter = null;
  if (!before) return widest;
  const current = findVersionWithStage(secret.versionStages, 'AWSCURRENT');
  if (current === null) {
    const untouched = secret.lastChangedAt?.getTime() === before.lastChangedAt?.getTime();
    return untouched ? before.bounds : widest;
  }
  if (current === findVersionWithStage(before.versionStages, 'AWSCURRENT'))
    return {
      notBefore: later(before.bounds.notBefore, widest.notBefore),
      notAfter: earlier(before.bounds.notAfter, widest.notAfter),
    };
  if (returned || findNewcomer(secret, before) === null) return widest;
  return {
    notBefore: later(new Date(before.observedAt.getTime() - LISTING_LAG), widest.notBefore),
    notAfter: widest.notAfter,
  };
}
