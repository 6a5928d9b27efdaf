import Link from 'next/link';
import { accessHref, type FilteredView } from '@/components/access/events-url';
import { withValue, type UrlState } from '@/components/layout/url-state';

const LOOK = 'inline-flex min-h-6 items-center rounded-md px-2 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent'; // prettier-ignore

interface Props {
  view: FilteredView;
  state: UrlState;
  /** Whether people come first. */
  people: boolean;
}

/** Who comes first. */
export function OrderLinks({ view, state, people }: Props) {
  const base: UrlState = [['preset', view], ...state];
  const orders = [
    ['People first', base, people],
    ['By count', withValue(base, 'order', 'count'), !people],
  ] as const;
  return (
    <ul aria-label="Order" className="flex gap-0.5 text-sm">
      {orders.map(([words, href, current]) => (
        <li key={words}>
          <Link
            href={accessHref(href)}
            prefetch={false}
            scroll={false}
            aria-current={current ? 'true' : undefined}
            className={LOOK}
          >
            {words}
          </Link>
        </li>
      ))}
    </ul>
  );
}
