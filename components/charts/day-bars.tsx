'use client';
// React cuts long server output into pieces; one inside a drawing would arrive with a `style` attribute, which the
// content security policy refuses. A component of the browser's is drawn on the server too, and never cut.
import { useId } from 'react';
import { BarStack } from './bar-stack';

export interface DaySeries {
  key: string;
  name: string;
  /** A fill utility. */
  fill: string;
}

export interface DayBar {
  /** `YYYY-MM-DD`. */
  day: string;
  values: Readonly<Record<string, number>>;
  /** `none`: nothing is known of that day, which is not the same as nothing happened. */
  known: 'whole' | 'part' | 'none';
}

interface Props {
  label: string;
  days: readonly DayBar[];
  /** From the ground up. */
  series: readonly DaySeries[];
}

const STEP = 20;
const BAR = 15;
const HEIGHT = 112;
/** The height stands for at least so many, or one read a day would look like a thousand. */
const LEAST = 8;

/** Days side by side, kinds stacked; hatched where a day is not covered. */
export function DayBars({ label, days, series }: Props) {
  const hatch = useId();
  const totals = days.map((bar) => series.reduce((sum, { key }) => sum + (bar.values[key] ?? 0), 0));
  const most = Math.max(LEAST, ...totals);
  const width = days.length * STEP - (STEP - BAR);
  return (
    <svg
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="fill-sunk" />
          <rect width="1.2" height="5" className="fill-line-strong" />
        </pattern>
      </defs>
      {days.map((bar, at) => (
        <g key={bar.day} transform={`translate(${at * STEP},0)`}>
          <title>{describe(bar, series)}</title>
          {bar.known !== 'whole' && (
            <rect width={BAR} height={HEIGHT} fill={`url(#${hatch})`} opacity={bar.known === 'part' ? 0.6 : 1} />
          )}
          <BarStack values={bar.values} series={series} most={most} width={BAR} height={HEIGHT} />
        </g>
      ))}
      <rect y={HEIGHT - 1} width={width} height="1" className="fill-line" />
    </svg>
  );
}

const describe = (bar: DayBar, series: readonly DaySeries[]): string => {
  const parts = series.filter(({ key }) => bar.values[key]).map(({ key, name }) => `${bar.values[key]} ${name}`);
  const known = { whole: '', part: ' (covered in part)', none: ' (not covered)' }[bar.known];
  return `${bar.day}: ${parts.join(', ') || (bar.known === 'none' ? 'unknown' : 'none')}${known}`;
};
