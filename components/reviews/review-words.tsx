import type { ReviewItem, ReviewState, ReviewSubjectView } from '@/lib/contract/reviews';
import { Badge, type Tone } from '@/components/ui/badge';
import { toVisibleText } from '@/components/ui/visible-text';

/** `payments in prod`, `everything in prod`, a secret's name. */
export function subjectWords({ secret, service, environment }: ReviewSubjectView): string {
  if (secret) return toVisibleText(secret.name);
  const of = service === null ? 'everything' : toVisibleText(service);
  return environment === null ? `${of} in every environment` : `${of} in ${toVisibleText(environment)}`;
}

const TONES = { open: 'due', overdue: 'bad', signed: 'ok' } as const satisfies Record<ReviewState, Tone>;

export const ReviewBadge = ({ state }: { state: ReviewState }) => <Badge tone={TONES[state]}>{state}</Badge>;

export const countWords = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

export const markedOf = ({ expected, unexpected }: Pick<ReviewItem, 'expected' | 'unexpected'>): number =>
  expected + unexpected;
