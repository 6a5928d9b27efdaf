'use client';
// React cuts long server output into pieces; one inside a drawing would arrive with a `style` attribute, which the
// content security policy refuses. A component of the browser's is drawn on the server too, and never cut.
import { useId, useRef, useState, type PointerEvent } from 'react';
import { useRouter } from 'next/navigation';
import { BarStack } from './bar-stack';
import type { DaySeries } from './day-bars';

export interface BrushBar {
  key: string;
  /** Shown on hover. */
  title: string;
  values: Readonly<Record<string, number>>;
  /** `none`: nothing is known of that time, which is not the same as nothing happened; `unkept`: not any more. */
  known: 'whole' | 'part' | 'none' | 'unkept';
  from: string;
  to: string;
}

interface Props {
  bars: readonly BrushBar[];
  /** From the ground up. */
  series: readonly DaySeries[];
  /** An address that a `from` and a `to` can be added to. */
  base: string;
}

const STEP = 20;
const BAR = 16;
const HEIGHT = 96;
/** The height stands for at least so many, or one event would look like a thousand. */
const LEAST = 8;

const hrefOf = (base: string, from: string, to: string): string =>
  `${base}${base.includes('?') ? '&' : '?'}${new URLSearchParams({ from, to }).toString()}`;

/** Each bar leads to its time; with a pointer one draws over several. The table beside it offers the same by keyboard. */
export function BrushBars({ bars, series, base }: Props) {
  const hatch = useId();
  const router = useRouter();
  const drawing = useRef<SVGSVGElement>(null);
  const [span, setSpan] = useState<[start: number, end: number] | null>(null);
  const width = bars.length * STEP;
  const totals = bars.map((bar) => series.reduce((sum, { key }) => sum + (bar.values[key] ?? 0), 0));
  const most = Math.max(LEAST, ...totals);
  const indexAt = (event: PointerEvent): number => {
    const box = drawing.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    const at = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.min(bars.length - 1, Math.max(0, at));
  };
  const [first, last] = span ? [Math.min(...span), Math.max(...span)] : [0, -1];
  const finish = () => {
    const [from, to] = [bars[first], bars[last]];
    setSpan(null);
    // One bar alone is a click on its link.
    if (from && to && first !== last) router.push(hrefOf(base, from.from, to.to), { scroll: false });
  };
  return (
    <svg
      ref={drawing}
      aria-hidden
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width="100%"
      height={HEIGHT}
      preserveAspectRatio="none"
      className="cursor-crosshair touch-pan-y select-none"
      onPointerDown={(event) => event.button === 0 && setSpan([indexAt(event), indexAt(event)])}
      onPointerMove={(event) => setSpan((now) => now && [now[0], indexAt(event)])}
      onPointerUp={finish}
      onPointerLeave={() => setSpan(null)}
      onPointerCancel={() => setSpan(null)}
      onDragStart={(event) => event.preventDefault()}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className="fill-sunk" />
          <rect width="1.2" height="5" className="fill-line-strong" />
        </pattern>
      </defs>
      {bars.map((bar, at) => (
        <a key={bar.key} href={hrefOf(base, bar.from, bar.to)} tabIndex={-1} className="group">
          <g transform={`translate(${at * STEP},0)`}>
            <title>{bar.title}</title>
            <rect
              width={STEP}
              height={HEIGHT}
              className={at >= first && at <= last ? 'fill-accent-soft' : 'fill-transparent group-hover:fill-sunk'}
            />
            {bar.known !== 'whole' && (
              <rect width={BAR} height={HEIGHT} fill={`url(#${hatch})`} opacity={bar.known === 'part' ? 0.6 : 1} />
            )}
            <BarStack values={bar.values} series={series} most={most} width={BAR} height={HEIGHT} />
          </g>
        </a>
      ))}
      <rect y={HEIGHT - 1} width={width} height="1" className="fill-line" />
    </svg>
  );
}
