import type { AdoptionFacts, Asked } from './adoption-facts';

/** What a read of after the change got. `neither`: a version that is pending, or one that a label of no version names. */
export type Got = 'new' | 'old' | 'neither';

/** Ids are UUIDs, whose letters a caller may write as it likes. */
export const sameVersion = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

function findLabels(versionId: string, stages: AdoptionFacts['versionStages']): readonly string[] {
  return Object.entries(stages).find(([id]) => sameVersion(versionId, id))?.[1] ?? [];
}

/**
 * By what the caller asked for: an id, or a label, or neither, which is AWSCURRENT (API reference, GetSecretValue).
 * The record of a read tells no more than that. A label of one's own is where it is now.
 */
export function classifyAsk(
  { versionId, versionStage }: Pick<Asked, 'versionId' | 'versionStage'>,
  { current, versionStages }: Pick<AdoptionFacts, 'current' | 'versionStages'>,
): Got {
  if (versionId !== null) {
    if (sameVersion(versionId, current.versionId)) return 'new';
    return findLabels(versionId, versionStages).includes('AWSPENDING') ? 'neither' : 'old';
  }
  if (versionStage === null || versionStage === 'AWSCURRENT') return 'new';
  if (versionStage === 'AWSPREVIOUS') return 'old';
  if (versionStage === 'AWSPENDING') return 'neither';
  const holder = Object.entries(versionStages).find(([, labels]) => labels.includes(versionStage))?.[0];
  if (holder === undefined) return 'neither';
  return sameVersion(holder, current.versionId) ? 'new' : 'old';
}
