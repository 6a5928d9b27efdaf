import type { AnnotatedMany, AnnotationsPreview } from '@/lib/contract/bulk-annotations';
import type { AnnotationDraft } from '@/components/annotations/annotation-draft';
import type { Existing } from '@/lib/domain/annotate-many';

export const FIELDS = ['owner', 'note', 'runbook'] as const;
export type AnnotatedField = (typeof FIELDS)[number];
/** What is done with the fields: set, and where; or cleared. */
export type BulkMode = Existing | 'clear';
const NAMES = { owner: 'an owner', note: 'a note', runbook: 'a runbook link' } as const;

const secrets = (count: number): string => (count === 1 ? '1 secret' : `${count.toLocaleString('en')} secrets`);

/** What the form asks for: empty fields change nothing, those that are marked are cleared; null: nothing at all. */
export function toBulkChange(
  mode: BulkMode,
  draft: AnnotationDraft,
  marked: readonly AnnotatedField[],
): { fields: Partial<Record<AnnotatedField, string | null>>; existing: Existing } | null {
  const wanted = FIELDS.filter((field) => (mode === 'clear' ? marked.includes(field) : draft[field].trim() !== ''));
  if (wanted.length === 0) return null;
  const fields = Object.fromEntries(wanted.map((field) => [field, mode === 'clear' ? null : draft[field]]));
  return { fields, existing: mode === 'clear' ? 'replace' : mode };
}

export function previewWords({ secrets: all, mayNot, have }: AnnotationsPreview): string {
  const had = FIELDS.map((field) => `${have[field].toLocaleString('en')} ${NAMES[field]}`).join(', ');
  const rest = mayNot > 0 ? ` ${secrets(mayNot)} you may not annotate: left as they are.` : '';
  return `${secrets(all - mayNot)} can be changed. Already there: ${had}.${rest}`;
}

/** null: nothing that is there is lost. */
export function overwriteWords({ have }: AnnotationsPreview, change: ReturnType<typeof toBulkChange>): string | null {
  if (change?.existing !== 'replace') return null;
  const lost = FIELDS.filter((field) => change.fields[field] !== undefined && have[field] > 0);
  if (lost.length === 0) return null;
  const what = lost.map((field) => `${NAMES[field]} on ${have[field].toLocaleString('en')}`).join(', ');
  const isCleared = Object.values(change.fields).every((value) => value === null);
  return isCleared
    ? `Holds now, and goes where it is kept on the secret itself: ${what}.`
    : `Takes the place of what holds now: ${what}.`;
}

export function outcomeWords({ changed, same, mayNot }: AnnotatedMany): string {
  const parts = [`${secrets(changed)} changed.`];
  if (same > 0) parts.push(`${secrets(same)} kept what was there.`);
  if (mayNot > 0) parts.push(`${secrets(mayNot)} you may not annotate: left as they are.`);
  return parts.join(' ');
}
