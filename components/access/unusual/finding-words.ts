import type { FindingsChanged } from '@/lib/contract/unusual-dismissals';
import type { UnusualView } from '@/lib/contract/unusual';
import { toVisibleText } from '@/components/ui/visible-text';

export type FindingChange = 'dismiss' | 'reopen';

export const CHANGE_WORDS = {
  dismiss: { act: 'Dismiss', done: 'dismissed', path: '/api/access/unusual/dismissals' },
  reopen: { act: 'Reopen', done: 'reopened', path: '/api/access/unusual/reopenings' },
} as const satisfies Record<FindingChange, object>;

export const countFindings = (count: number): string =>
  `${count.toLocaleString('en')} unusual ${count === 1 ? 'read' : 'reads'}`;

/** Which one it is, for who hears a button and does not see its row. */
export const nameOfFinding = ({ title, principal, secret, firstAt }: UnusualView): string =>
  toVisibleText(`${title}: ${principal.label}, ${secret?.name ?? 'several secrets'}, ${firstAt.slice(0, 10)}`);

export function outcomeWords(change: FindingChange, { changed, same, gone }: FindingsChanged): string {
  const { done } = CHANGE_WORDS[change];
  const parts = [`${countFindings(changed)} ${done}.`];
  if (same > 0) parts.push(`${same.toLocaleString('en')} had been ${done} by somebody before.`);
  if (gone > 0) parts.push(`${gone.toLocaleString('en')} ${gone === 1 ? 'is' : 'are'} not found any more.`);
  return parts.join(' ');
}
