import type { RotationStep } from '@/lib/domain/rotation-state';
import type { Cause } from './cause';

/** What a person can do here, by the acts that there are. */
export const NEXT_ACTS = ['clear', 'rotate'] as const;
export interface NextStep {
  text: string;
  act: (typeof NEXT_ACTS)[number] | null;
}

/** What nobody could look at, why, and the action to grant for it; null: there is none to grant. */
export interface Unseen {
  what: string;
  why: string;
  grant: string | null;
}

export interface ShownLine {
  at: Date;
  text: string;
  /** In AWS's own words; else by its shape. */
  clear: boolean;
}

export interface Diagnosis {
  state: 'failing' | 'stuck';
  since: Date | null;
  step: RotationStep | null;
  /** Name of the function; null: AWS or another service rotates it. */
  functionName: string | null;
  /** AWS's own sentence of the failure. */
  message: string | null;
  cause: Cause;
  /** What the cause was told from, in sentences. */
  evidence: string[];
  /** What to mend, then the safe way on. */
  next: NextStep[];
  unseen: Unseen[];
  /** null: not read. */
  log: { group: string; from: Date; to: Date; lines: ShownLine[]; more: boolean } | null;
}
