import Link from 'next/link';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { SecretsQuery } from '@/lib/contract/secrets-query';
import { TableHeader } from '@/components/ui/table';
import type { UrlState } from '@/components/layout/url-state';
import { listHref, sortedBy } from './list-url';

interface Props {
  sort: SecretsQuery['sort'];
  query: SecretsQuery;
  state: UrlState;
  className?: string;
  children: string;
}

export function SortHeader({ sort, query, state, className, children }: Props) {
  const on = query.sort === sort;
  const Arrow = query.order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <TableHeader
      aria-sort={on ? (query.order === 'asc' ? 'ascending' : 'descending') : undefined}
      className={className}
    >
      <Link
        href={listHref(sortedBy(state, sort))}
        prefetch={false}
        scroll={false}
        className="inline-flex min-h-6 items-center gap-1 hover:text-ink"
      >
        {children}
        {on && <Arrow aria-hidden size={12} />}
      </Link>
    </TableHeader>
  );
}
