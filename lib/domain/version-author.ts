import type { ActorKind, CoverageInterval, Principal } from './event-record';

/** A call, or an event of AWS's own, that a version came from. */
export interface VersionAct {
  versionId: string;
  at: Date;
  eventName: string;
  principal: Principal;
  actorKind: ActorKind;
  /** The person or workload behind the principal, where one is named. */
  who: string | null;
  /** `wrote`: it made the version; `rotation`: it asked for the rotation in which it was made, or tells of it. */
  part: 'wrote' | 'rotation';
}

/**
 * Who made a version. CloudTrail tells it by the ClientRequestToken of the call, which becomes the version's id (model,
 * PutSecretValue). `not-covered`: it was made when the history was not read; `not-kept`: it was, and events of changes
 * were deleted since; `unknown`: it was read, or nobody knows when
 * the version was made, and no event names it.
 */
export type VersionAuthor =
  | { state: 'known'; wrote: VersionAct | null; rotation: VersionAct | null }
  | { state: 'not-covered' }
  | { state: 'not-kept' }
  | { state: 'unknown' };

interface Version {
  versionId: string;
  createdAt: Date | null;
}

/** `covered`: of single events, of the secret's own scope; `unkept`: before then those of changes are deleted. */
export function decideAuthor(
  { versionId, createdAt }: Version,
  acts: readonly VersionAct[],
  covered: readonly Pick<CoverageInterval, 'from' | 'to'>[],
  unkept: Date | null = null,
): VersionAuthor {
  const find = (part: VersionAct['part']) =>
    acts.find((act) => act.part === part && act.versionId === versionId) ?? null;
  const [wrote, rotation] = [find('wrote'), find('rotation')];
  if (wrote || rotation) return { state: 'known', wrote, rotation };
  if (!createdAt) return { state: 'unknown' };
  const isCovered = covered.some(({ from, to }) => from <= createdAt && createdAt <= to);
  if (isCovered && unkept !== null && createdAt < unkept) return { state: 'not-kept' };
  return { state: isCovered ? 'unknown' : 'not-covered' };
}
