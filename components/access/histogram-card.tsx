import type { HistogramView } from '@/lib/contract/access-list';
import { BrushBars } from '@/components/charts/brush-bars';
import { Legend } from '@/components/charts/legend';
import { formatUtc } from '@/components/ui/format-time';
import { without, type UrlState } from '@/components/layout/url-state';
import { accessHref } from './events-url';
import { HistogramTable } from './histogram-table';
import { KIND_SERIES } from './kind-series';

type Bucket = HistogramView['buckets'][number];
const DAY = 86_400;

/** `2026-11-20` where a bucket is a day or more, else `11-20 10:30`. */
export const bucketWords = (from: string, stepSeconds: number): string =>
  stepSeconds >= DAY ? from.slice(0, 10) : formatUtc(from).slice(5, 16);

const stepWords = (seconds: number): string => {
  const units = [
    [DAY, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const;
  const [size, unit] = units.find(([length]) => seconds >= length) ?? [60, 'minute'];
  return seconds === size ? `a bar a ${unit}` : `a bar every ${seconds / size} ${unit}s`;
};

const KNOWN = {
  whole: '',
  part: ' (covered in part)',
  none: ' (not covered)',
  unkept: ' (single events no longer kept)',
} as const;

const toTitle = (bucket: Bucket): string => {
  const parts = KIND_SERIES.filter(({ key }) => bucket[key] > 0).map(({ key, name }) => `${bucket[key]} ${name}`);
  const nothing = bucket.known === 'none' || bucket.known === 'unkept' ? 'unknown' : 'none';
  return `${formatUtc(bucket.from)}: ${parts.join(', ') || nothing}${KNOWN[bucket.known]}`;
};

/** What matches, over time; a bar, a row of the table or a stroke over bars narrows the period. */
export function HistogramCard({ histogram, state }: { histogram: HistogramView; state: UrlState }) {
  const { buckets, stepSeconds } = histogram;
  const base = accessHref(without(without(state, 'from'), 'to'));
  const middle = buckets[Math.floor(buckets.length / 2)];
  return (
    <section aria-label="Events over time" className="border-b border-line px-5 pt-3 pb-2">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3.5 gap-y-1">
        <h2 className="font-semibold">Events over time</h2>
        <Legend entries={KIND_SERIES} />
        <p className="text-ink-3">{stepWords(stepSeconds)}, UTC</p>
      </div>
      <BrushBars
        base={base}
        series={KIND_SERIES}
        bars={buckets.map(({ from, to, known, person, workload, service, denied }) => ({
          key: from,
          title: toTitle({ from, to, known, person, workload, service, denied }),
          values: { person, workload, service, denied },
          known,
          from,
          to,
        }))}
      />
      <p aria-hidden className="mt-1 flex justify-between text-xs text-ink-3">
        <span>{bucketWords(histogram.from, stepSeconds)}</span>
        {buckets.length > 2 && middle && <span>{bucketWords(middle.from, stepSeconds)}</span>}
        <span>{bucketWords(histogram.to, stepSeconds)}</span>
      </p>
      <HistogramTable histogram={histogram} base={without(without(state, 'from'), 'to')} />
    </section>
  );
}
