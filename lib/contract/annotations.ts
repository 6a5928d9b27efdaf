import { LONGEST_RUNBOOK, toRunbook } from '@/lib/domain/annotation';
import { z } from './zod';
import { isoTime, ONE_LINE, SEVERAL_LINES, storedText } from './shared';

/** A note is twice in every entry of the ledger that tells of its change. */
export const LONGEST_FIELDS = { owner: 120, note: 1000, runbook: LONGEST_RUNBOOK } as const;

/** Whether a browser may be led there. */
export const isRunbook = (text: string): boolean => toRunbook(text) === text;

/** An empty field of a form says nothing; what is wrong with one that is not is told in its own words, which a union would not. */
const orNothing = <T extends z.ZodType<unknown, string>>(text: T) =>
  z
    .string()
    .nullable()
    .transform((given) => (given?.trim() ? given : null))
    .pipe(text.nullable());

const SEEN = /[\p{L}\p{N}]/u;

/** A team, an address, a name: one line. */
const ownerText = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(LONGEST_FIELDS.owner, `is longer than ${LONGEST_FIELDS.owner} characters`)
  .regex(...ONE_LINE)
  .regex(SEEN, 'has a letter or a digit');

/** Several lines; a line ends with LF, as browsers send CR LF and others CR. */
const noteText = z
  .string()
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
  .pipe(
    z
      .string()
      .min(1, 'is empty')
      .max(LONGEST_FIELDS.note, `is longer than ${LONGEST_FIELDS.note} characters`)
      .regex(...SEVERAL_LINES)
      .regex(SEEN, 'has a letter or a digit'),
  );

const runbookText = z
  .string()
  .trim()
  .max(LONGEST_FIELDS.runbook, `is longer than ${LONGEST_FIELDS.runbook} characters`)
  .transform((text, context) => {
    const href = toRunbook(text);
    if (href !== null) return href;
    context.addIssue({
      code: 'custom',
      message: 'is an address that begins with https:// or http://, without a password',
    });
    return z.NEVER;
  });

const revision = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'is no revision');

/** All three as they shall be; null or empty: nothing is kept. */
export const annotationText = {
  owner: orNothing(ownerText),
  note: orNothing(noteText),
  runbook: orNothing(runbookText),
};
const fields = z.strictObject(annotationText);

export const annotateInput = fields.extend({
  /** Of what the person saw; null: nothing was kept. Where another one is there now, `conflict`. */
  revision: revision.nullable(),
});
export type AnnotateInput = z.infer<typeof annotateInput>;

export const annotatePrefixInput = annotateInput.extend({
  /** Of names, taken literally, over all accounts and regions. */
  prefix: storedText(512).regex(...ONE_LINE),
});
export type AnnotatePrefixInput = z.infer<typeof annotatePrefixInput>;

/** What is kept on a secret or on a prefix itself; all null: nothing. */
export const annotationView = z.strictObject({
  owner: z.string().nullable(),
  note: z.string().nullable(),
  runbook: z.string().nullable(),
  /** null: nothing was ever kept, or it was cleared. */
  revision: revision.nullable(),
  changedAt: isoTime.nullable(),
  changedBy: z.string().nullable(),
});
export type AnnotationView = z.infer<typeof annotationView>;

/** At most so many prefixes, over all: a secret that is new is held against each of them. */
export const MOST_PREFIXES = 300;

export const prefixAnnotation = annotationView.extend({
  prefix: z.string(),
  /** Of so many that one sees something of it holds: no nearer annotation says otherwise. */
  secrets: z.number().int(),
  mayChange: z.boolean(),
});
export type PrefixAnnotationView = z.infer<typeof prefixAnnotation>;

/** By prefix; those that hold of what one sees, and those under which one would see everything. */
export const annotationsList = z.strictObject({ items: z.array(prefixAnnotation) });
export type AnnotationsList = z.infer<typeof annotationsList>;
