import Link from 'next/link';
import type { HistogramView } from '@/lib/contract/access-list';
import { withValue, type UrlState } from '@/components/layout/url-state';
import { ExactTime } from '@/components/ui/time';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { accessHref } from './events-url';
import { KIND_SERIES } from './kind-series';

const KNOWN = {
  whole: 'covered',
  part: 'covered in part',
  none: 'not covered',
  unkept: 'single events no longer kept',
} as const;

const isUnknown = ({ known }: HistogramView['buckets'][number]): boolean => known === 'none' || known === 'unkept';

/** The numbers of the bars, each row with the link to its time. */
export function HistogramTable({ histogram, base }: { histogram: HistogramView; base: UrlState }) {
  return (
    <details className="text-sm">
      <summary className="min-h-6 w-fit leading-6 text-ink-3 hover:text-ink">As a table</summary>
      <div className="max-h-72 overflow-y-auto">
        <Table>
          <TableCaption>Events over time</TableCaption>
          <thead>
            <tr>
              <TableHeader>From</TableHeader>
              {KIND_SERIES.map(({ key, name }) => (
                <TableHeader key={key} className="text-right">
                  {name}
                </TableHeader>
              ))}
              <TableHeader>Coverage</TableHeader>
            </tr>
          </thead>
          <tbody>
            {histogram.buckets.map((bucket) => (
              <tr key={bucket.from}>
                <th scope="row">
                  <Link
                    href={accessHref(withValue(withValue(base, 'from', bucket.from), 'to', bucket.to))}
                    prefetch={false}
                    className="inline-flex min-h-6 items-center text-accent hover:underline"
                  >
                    <ExactTime at={bucket.from} />
                  </Link>
                </th>
                {KIND_SERIES.map(({ key }) => (
                  <td key={key} className="text-right">
                    {isUnknown(bucket) && bucket[key] === 0 ? 'unknown' : bucket[key].toLocaleString('en')}
                  </td>
                ))}
                <td className="text-ink-2">{KNOWN[bucket.known]}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
