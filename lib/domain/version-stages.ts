/** A staging label on a version. */
export interface Placed {
  versionId: string;
  stage: string;
}

/**
 * A staging label on one version for a time, as far as looks can tell: it came after `since.after` (null: before the
 * first look) and by `since.by`; it left after `until.after` and by `until.by` (null: it is still there).
 */
export interface StageSpan extends Placed {
  since: { after: Date | null; by: Date };
  until: { after: Date; by: Date } | null;
}

const keyOf = ({ versionId, stage }: Placed): string => JSON.stringify([versionId, stage]);

/** What a look at a secret's labels begins and ends, of those that were there at the look before. */
export function planStages(
  open: readonly Placed[],
  labels: Readonly<Record<string, readonly string[]>>,
): { begun: Placed[]; ended: Placed[] } {
  const seen = new Map<string, Placed>();
  for (const [versionId, stages] of Object.entries(labels))
    for (const stage of stages) seen.set(keyOf({ versionId, stage }), { versionId, stage });
  const known = new Set(open.map(keyOf));
  return {
    begun: [...seen].filter(([key]) => !known.has(key)).map(([, placed]) => placed),
    ended: open.filter((placed) => !seen.has(keyOf(placed))),
  };
}
