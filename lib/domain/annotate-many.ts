import { ANNOTATED, changedFields, type AnnotationFields } from './annotation';
import { sha256 } from './ledger/seal-entry';

/** Fields that are not named stay as they are; null clears. */
export type FieldsToSet = Partial<AnnotationFields>;

/** `keep`: a field that has a value by whatever way (its own, a prefix, a tag) is left alone. */
export type Existing = 'keep' | 'replace';

/** What is kept on one secret itself, and which fields something holds of. */
export interface KeptNow extends AnnotationFields {
  id: string;
  revision: string | null;
  holds: Record<keyof AnnotationFields, boolean>;
}

export interface PlannedChange {
  id: string;
  before: AnnotationFields;
  after: AnnotationFields;
}

/** Those that another value is given; the rest are no act. */
export function planMany(known: readonly KeptNow[], set: FieldsToSet, existing: Existing): PlannedChange[] {
  return known.flatMap(({ id, owner, note, runbook, holds }) => {
    const before: AnnotationFields = { owner, note, runbook };
    const after = { ...before };
    for (const field of ANNOTATED) {
      const value = set[field];
      if (value !== undefined && !(existing === 'keep' && holds[field])) after[field] = value;
    }
    return changedFields(before, after).length === 0 ? [] : [{ id, before, after }];
  });
}

/** Another one as soon as one secret more or less is there, or what holds of one is another; `known` by id. */
export const toSeen = (known: readonly KeptNow[]): string =>
  sha256(
    known
      .map(
        ({ id, revision, holds }) =>
          `${id} ${revision ?? '-'} ${ANNOTATED.map((field) => Number(holds[field])).join('')}`,
      )
      .join('\n'),
  );
