import type { EventQuestionView } from '@/lib/contract/event-questions';
import type { Tone } from '@/components/ui/badge';

export const STATE_TONES = {
  waiting: 'off',
  running: 'off',
  answered: 'ok',
  failed: 'bad',
  cancelled: 'warn',
} as const satisfies Record<EventQuestionView['state'], Tone>;

export const isOpen = ({ state }: EventQuestionView): boolean => state === 'waiting' || state === 'running';

/** `2026-11-20 to 2026-11-24`; of days with others between them, how many. */
export function daysWords({ from, to, days }: Pick<EventQuestionView, 'from' | 'to' | 'days'>): string {
  if (from === to) return from;
  const between = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return `${from} to ${to}${between === days ? '' : `, ${days} of these days`}`;
}
