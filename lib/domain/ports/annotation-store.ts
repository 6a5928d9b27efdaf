import type { AnnotationFields } from '@/lib/domain/annotation';
import type { Visibility } from '@/lib/domain/grant';

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
}
