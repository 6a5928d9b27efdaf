import type { DaySeries } from './day-bars';

interface Props {
  values: Readonly<Record<string, number>>;
  /** From the ground up. */
  series: readonly DaySeries[];
  /** What the whole height stands for. */
  most: number;
  width: number;
  height: number;
}

/** The parts of one bar, one on the other. */
export function BarStack({ values, series, most, width, height }: Props) {
  let top = height - 1;
  return series.map(({ key, fill }) => {
    const value = values[key] ?? 0;
    if (value === 0) return null;
    // A single one among thousands must still be seen: people are the rare ones.
    const part = Math.max(2, (value / most) * (height - 12));
    top -= part + 1;
    return <rect key={key} y={top} width={width} height={part} rx="1.5" className={fill} />;
  });
}
