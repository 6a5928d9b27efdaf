'use client';
// React cuts long server output into pieces; one inside a drawing would arrive with a `style` attribute, which the
// content security policy refuses. A component of the browser's is drawn on the server too, and never cut.
interface Props {
  /** From the left; each with a fill utility. */
  parts: readonly { key: string; value: number; fill: string }[];
  /** What the whole width stands for. */
  most: number;
}

const WIDTH = 1000;
/** A single one beside thousands must still be seen: people are the rare ones. */
const LEAST = 6;

/** How much of the most this is; the numbers stand beside it in words. */
export function ShareBar({ parts, most }: Props) {
  const shown = parts.filter(({ value }) => value > 0);
  const widths = shown.map(({ value }) => Math.max(LEAST, (value / Math.max(1, most)) * WIDTH));
  return (
    <svg aria-hidden width="100%" height="6" viewBox={`0 0 ${WIDTH} 6`} preserveAspectRatio="none" className="block">
      <rect width={WIDTH} height="6" className="fill-sunk" />
      {shown.map(({ key, fill }, at) => (
        <rect
          key={key}
          x={widths.slice(0, at).reduce((sum, width) => sum + width, 0)}
          width={widths[at]}
          height="6"
          className={fill}
        />
      ))}
    </svg>
  );
}
