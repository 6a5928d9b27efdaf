import type { UnkeptView } from '@/lib/contract/access';
import { CLASS_WORDS } from './class-words';

const toDay = (at: string): string => at.slice(0, 10);

/** `reads and listings`; those of one day together. */
function* toParts(unkept: readonly UnkeptView[]): Generator<string> {
  for (const [before, own] of Map.groupBy(unkept, (one) => one.before)) {
    const words = own.map(({ action }) => CLASS_WORDS[action]);
    const last = words.pop() ?? '';
    yield `${words.length > 0 ? `${words.join(', ')} and ${last}` : last} before ${toDay(before)} (UTC)`;
  }
}

/** `Single reads before 2025-10-16 (UTC) are no longer kept.` */
export const unkeptWords = (unkept: readonly UnkeptView[]): string =>
  `Single ${[...toParts(unkept)].join('; ')} are no longer kept.`;

/** Whether nothing of a time that ends then is kept. */
export const isAllUnkept = (unkept: readonly UnkeptView[], to: string): boolean =>
  unkept.some(({ before }) => Date.parse(to) < Date.parse(before));

/** What is missing because it is older than it is kept: it was there, so that nothing of it may be read as none. */
export function UnkeptLine({ unkept, also }: { unkept: readonly UnkeptView[]; also?: string }) {
  if (unkept.length === 0) return null;
  const isOfReads = unkept.some(({ action }) => action === 'read');
  return (
    <p className="text-sm text-warn">
      {unkeptWords(unkept)}{' '}
      <span className="text-ink-2">
        {isOfReads && 'Who read which secret on which day, and how often, is. '}
        {also}
      </span>
    </p>
  );
}
