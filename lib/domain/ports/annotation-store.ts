import type { AnnotationFields } from '@/lib/domain/annotation';
import type { Existing, FieldsToSet, KeptNow, PlannedChange } from '@/lib/domain/annotate-many';
import type { Visibility } from '@/lib/domain/grant';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';

export type AnnotationTarget = { secretId: string } | { prefix: string };

export interface StoredAnnotation extends AnnotationFields {
  /** The secret's, or one of its own for a prefix. */
  id: string;
  prefix: string | null;
  revision: string;
  changedAt: Date;
  changedBy: string;
}

export interface AnnotationChange {
  target: AnnotationTarget;
  fields: AnnotationFields;
  /** The revision that the person saw; null: there was none. */
  seen: string | null;
  at: Date;
  by: string;
}

/** Of many secrets at once, as they were seen. */
export interface ManyChange {
  ids: readonly string[];
  set: FieldsToSet;
  existing: Existing;
  /** `toSeen` of them. */
  seen: string;
  at: Date;
  by: string;
  /** What the ledger says of each. */
  toEntry: (change: PlannedChange) => NewLedgerEntry;
}

/** A prefix of which something holds of secrets in sight. */
export interface PrefixAnnotation extends StoredAnnotation {
  prefix: string;
  /** How many in sight. */
  secrets: number;
}

export interface AnnotationStore {
  find(target: AnnotationTarget): Promise<StoredAnnotation | null>;
  /** Every prefix, by its text, with the number of secrets in sight of which something of it holds. */
  prefixes(visibility: Visibility): Promise<PrefixAnnotation[]>;
  /**
   * Nothing kept: it is cleared, and null. `changed`: another revision is there than was seen, and nothing was done;
   * `full`: there are `most` prefixes.
   */
  set(change: AnnotationChange, mostPrefixes: number): Promise<StoredAnnotation | null | 'changed' | 'full'>;
  /** What is kept now on those of the ids that are there, by id. */
  readMany(ids: readonly string[]): Promise<KeptNow[]>;
  /** All of them and their entries in the ledger, in one transaction; how many changed. `changed`: what was seen is no more, and nothing was done. */
  setMany(change: ManyChange): Promise<number | 'changed'>;
}
