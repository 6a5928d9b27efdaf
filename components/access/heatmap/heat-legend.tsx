import { classNames } from '@/components/ui/class-names';
import { describeScale } from './heat-scale';
import type { HeatDay } from './heat-words';

const KNOWN_WORDS = [
  ['part', 'covered in part'],
  ['none', 'not covered'],
  ['cut', 'not counted'],
  ['unkept', 'no longer kept'],
] as const;

/** What the colours stand for, and of the days that are hatched, why. */
export function HeatLegend({
  scale,
  days,
  what,
}: {
  scale: readonly number[];
  days: readonly HeatDay[];
  what: string;
}) {
  const steps = describeScale(scale).map((words, at) => ({ look: `heat-${at + 1}`, words }));
  const hatched = KNOWN_WORDS.filter(([known]) => days.some((one) => one.known === known));
  return (
    <ul aria-label="Legend" className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-1 pb-3 text-sm text-ink-2">
      <li className="text-ink-3">{what === 'read' ? 'Reads' : 'Events'} a day</li>
      {[
        { look: 'heat-0', words: 'none' },
        ...steps,
        ...hatched.map(([known, words]) => ({ look: `heat-0 heat-${known}`, words })),
      ].map(({ look, words }) => (
        <li key={words} className="flex items-center gap-1.5">
          <span aria-hidden className={classNames('heat-swatch', look)} />
          {words}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="heat-swatch heat-1">
          <span data-denied />
        </span>
        some denied
      </li>
    </ul>
  );
}
