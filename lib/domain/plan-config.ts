/** How the file of one process stands to what all processes go by. Digests are of a file's content. */
export interface ConfigStanding {
  /** What is in force; null: nothing was ever agreed on. */
  inForce: { seq: number; digest: string } | null;
  /** The process's own file was in force at some time. */
  known: boolean;
  /** Other processes, seen lately, whose file is the one in force. */
  holders: number;
}

/** `same`: the file is in force. `take`: it is to be, for all. `differ`: what is in force stays. */
export type ConfigPlan = 'same' | 'take' | 'differ';

/**
 * Several processes watch a file each, and see a change at different moments. A file that nobody knew
 * is a change; so is one that replaced the file in force before this process's eyes (`before`: the
 * file's digest until just now). A file that was in force once and is not now is late, or old: it
 * undoes nothing as long as anybody still has the file in force.
 */
export function planConfig(
  own: string,
  before: string | null,
  { inForce, known, holders }: ConfigStanding,
): ConfigPlan {
  if (inForce?.digest === own) return 'same';
  if (inForce === null || !known || before === inForce.digest || holders === 0) return 'take';
  return 'differ';
}
