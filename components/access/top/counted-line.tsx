import type { CountedView } from '@/lib/contract/access-top';
import { describeCounted, describeCounting } from './counted';

/** What the numbers below are of, and how they came about. */
export function CountedLine({ counted, now }: { counted: CountedView; now: string }) {
  return (
    <p className="px-4 pb-2 text-sm text-ink-2">
      {describeCounted(counted)}, <span className="text-ink-3">{describeCounting(counted, now)}</span>
    </p>
  );
}
