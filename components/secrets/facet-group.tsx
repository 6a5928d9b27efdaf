import type { ReactNode } from 'react';
import Link from 'next/link';
import { Check } from 'lucide-react';

export interface FacetRow {
  key: string;
  href: string;
  on: boolean;
  /** One element. */
  content: ReactNode;
  count: number | null;
}

const SHOWN = 9;

interface Props {
  title: string;
  rows: FacetRow[];
  /** So many values are listed at most, and as many are here: there may be more. */
  cutAt?: number | undefined;
  /** How the others are found. */
  cutHint?: string;
}

/** One dimension: its values with counts, each a link that switches it on or off. Works without JavaScript. */
export function FacetGroup({ title, rows, cutAt, cutHint = 'search to narrow them' }: Props) {
  if (rows.length === 0) return null;
  const first = rows.filter((row, index) => index < SHOWN || row.on);
  const rest = rows.filter((row) => !first.includes(row));
  return (
    <section aria-label={title}>
      <h2 className="mb-0.5 px-1.5 text-ink-3">{title}</h2>
      <FacetRows rows={first} />
      {rest.length > 0 && (
        <details>
          <summary className="flex min-h-6 items-center px-1.5 text-ink-3 hover:text-ink">{rest.length} more</summary>
          <FacetRows rows={rest} />
        </details>
      )}
      {cutAt !== undefined && (
        <p className="px-1.5 text-ink-3">
          No more than {cutAt} are listed: {cutHint}.
        </p>
      )}
    </section>
  );
}

function FacetRows({ rows }: { rows: FacetRow[] }) {
  return (
    <ul className="facet-rows">
      {rows.map((row) => (
        <li key={row.key}>
          <Link href={row.href} prefetch={false} scroll={false} {...(row.on && { 'aria-current': 'true' })}>
            {row.content}
            {row.on && <Check aria-hidden size={12} className="shrink-0 text-accent" />}
            {row.count !== null && <span>{row.count.toLocaleString('en')}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
