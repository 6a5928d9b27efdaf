'use client';
// React cuts long server output into pieces; one inside a drawing would arrive with a `style` attribute, which the
// content security policy refuses. A component of the browser's is drawn on the server too, and never cut.
const STEP = 5;
const BAR = 3.6;
const HEIGHT = 18;
const HAIR = 0.8;
/** The height stands for at least so many, or one read a day would look like a thousand. */
const LEAST = 8;

/** One small bar a day, oldest first. A day without any keeps a hairline, so that the row of days is seen. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(LEAST, ...values);
  // A stroke a day: half of what rectangles would take on a page of fifty.
  const bar = (value: number, day: number): string => {
    const height = value === 0 ? HAIR : Math.max(2, (value / most) * HEIGHT);
    return `M${day * STEP + BAR / 2} ${HEIGHT}v${-Math.round(height * 10) / 10}`;
  };
  const draw = (wanted: (value: number) => boolean): string =>
    values.map((value, day) => (wanted(value) ? bar(value, day) : '')).join('');
  return (
    <svg
      width={values.length * STEP}
      height={HEIGHT}
      strokeWidth={BAR}
      role="img"
      aria-label={`${label}: ${values.join(', ')}`}
    >
      <path className="stroke-line-strong" d={draw((value) => value === 0)} />
      <path className="stroke-workload" d={draw((value) => value > 0)} />
    </svg>
  );
}
