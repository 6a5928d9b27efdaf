'use client';
// React cuts long server output into pieces; one inside a drawing would arrive with a `style` attribute, which the
// content security policy refuses. A component of the browser's is drawn on the server too, and never cut.
const STEP = 5;
const BAR = 3.6;
const HEIGHT = 18;
/** The height stands for at least so many, or one read a day would look like a thousand. */
const LEAST = 8;

/** One small bar a day, oldest first. A day without any keeps a hairline, so that the row of days is seen. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(LEAST, ...values);
  return (
    <svg width={values.length * STEP} height={HEIGHT} role="img" aria-label={`${label}: ${values.join(', ')}`}>
      {values.map((value, day) => {
        const height = value === 0 ? 0.8 : Math.max(2, (value / most) * HEIGHT);
        return (
          <rect
            // oxlint-disable-next-line react/no-array-index-key -- a day is its place
            key={day}
            x={day * STEP}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx={value === 0 ? 0 : 1}
            className={value === 0 ? 'fill-line-strong' : 'fill-workload'}
          />
        );
      })}
    </svg>
  );
}
