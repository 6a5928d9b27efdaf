import { annotationText } from './annotations';
import { MOST_IDS, secretsFilter } from './secrets-query';
import { opaqueId } from './shared';
import { z } from './zod';

/** Changed in one act: each is an entry in the ledger, and all of them are one transaction. */
export const MOST_ANNOTATED = 10_000;

/** Either `ids`, or all that match `filter`, of which the person saw that they are `total`. */
const chosen = {
  ids: z.array(opaqueId).min(1, 'is empty').max(MOST_IDS, `has more than ${MOST_IDS}`).optional(),
  /** As the parameters of GET /api/secrets. */
  filter: secretsFilter.optional(),
  total: z.number().int().min(0).max(1_000_000_000).optional(),
};

type Chosen = z.infer<z.ZodObject<typeof chosen>>;

const isChoice = ({ ids, filter, total }: Chosen): boolean =>
  ids ? filter === undefined && total === undefined : filter !== undefined && total !== undefined;
const ONE_OF_BOTH = 'has either ids, or filter and total';

export const previewAnnotationsInput = z.strictObject(chosen).refine(isChoice, ONE_OF_BOTH);
export type ChosenSecrets = z.infer<typeof previewAnnotationsInput>;

const count = z.number().int();

export const annotationsPreview = z.strictObject({
  /** Chosen, and in sight. */
  secrets: count,
  /** In sight, and not the person's to annotate: they stay as they are. */
  mayNot: count,
  /** Of those that may be annotated: how many have one already, by whatever way. */
  have: z.strictObject({ owner: count, note: count, runbook: count }),
  /** Of what was seen: another one is a `conflict`. */
  seen: z.string(),
});
export type AnnotationsPreview = z.infer<typeof annotationsPreview>;

export const annotateManyInput = z
  .strictObject({
    ...chosen,
    /** A field that is not named stays as it is; null or empty: what is kept on the secret itself is cleared. */
    owner: annotationText.owner.optional(),
    note: annotationText.note.optional(),
    runbook: annotationText.runbook.optional(),
    /** `keep`: only where there is none, neither its own nor by a prefix or a tag. */
    existing: z.enum(['keep', 'replace']),
    seen: z.string().regex(/^[0-9a-f]{64}$/, 'is not of a preview'),
  })
  .refine(isChoice, ONE_OF_BOTH)
  .refine(
    ({ owner, note, runbook }) => owner !== undefined || note !== undefined || runbook !== undefined,
    'names owner, note or runbook',
  );
export type AnnotateManyInput = z.infer<typeof annotateManyInput>;

export const annotatedMany = z.strictObject({
  changed: count,
  /** Nothing was to be changed on them. */
  same: count,
  mayNot: count,
});
export type AnnotatedMany = z.infer<typeof annotatedMany>;
