import type { AnnotatedMany, AnnotationsPreview } from '@/lib/contract/bulk-annotations';
import type { AnnotationDraft } from '@/components/annotations/annotation-draft';

const FIELDS = ['owner', 'note', 'runbook'] as const;
const NAMES = { owner: 'an owner', note: 'a note', runbook: 'a runbook link' } as const;

const secrets = (count: number): string => (count === 1 ? '1 secret' : `${count.toLocaleString('en')} secrets`);

/** Of a form whose empty fields change nothing. */
export const filledIn = (draft: AnnotationDraft): Partial<AnnotationDraft> =>
  Object.fromEntries(FIELDS.flatMap((field) => (draft[field].trim() === '' ? [] : [[field, draft[field]]])));

export function previewWords({ secrets: all, mayNot, have }: AnnotationsPreview): string {
  const had = FIELDS.map((field) => `${have[field].toLocaleString('en')} ${NAMES[field]}`).join(', ');
  const rest = mayNot > 0 ? ` ${secrets(mayNot)} you may not annotate: left as they are.` : '';
  return `${secrets(all - mayNot)} can be changed. Already there: ${had}.${rest}`;
}

/** null: nothing that is there is lost. */
export function overwriteWords({ have }: AnnotationsPreview, fields: Partial<AnnotationDraft>): string | null {
  const lost = FIELDS.filter((field) => fields[field] !== undefined && have[field] > 0);
  if (lost.length === 0) return null;
  const what = lost.map((field) => `${NAMES[field]} on ${have[field].toLocaleString('en')}`).join(', ');
  return `Takes the place of what holds now: ${what}.`;
}

export function outcomeWords({ changed, same, mayNot }: AnnotatedMany): string {
  const parts = [`${secrets(changed)} changed.`];
  if (same > 0) parts.push(`${secrets(same)} kept what was there.`);
  if (mayNot > 0) parts.push(`${secrets(mayNot)} you may not annotate: left as they are.`);
  return parts.join(' ');
}
