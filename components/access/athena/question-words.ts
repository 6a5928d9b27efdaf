import type { EventQuestionView } from '@/lib/contract/event-questions';
import { formatBytes } from '@/components/settings/format-bytes';
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

/** What it scanned, and what is billed for that: nothing of one that failed (Amazon Athena pricing). */
export function scannedWords(question: Pick<EventQuestionView, 'state' | 'bytes' | 'billedBytes'>): string {
  const { state, bytes, billedBytes } = question;
  if (bytes === 0) return state === 'waiting' || state === 'running' ? 'nothing scanned yet' : 'nothing scanned';
  const billed = state === 'failed' ? 'not billed where Athena failed' : `billed as ${formatBytes(billedBytes)}`;
  return `${formatBytes(bytes)} scanned, ${billed}`;
}
