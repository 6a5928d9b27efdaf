import Link from 'next/link';
import type { ReviewsList } from '@/lib/contract/reviews';
import { REVIEWS_PATH, UNEXPECTED_PATH, reviewsHref } from './reviews-url';

const LOOK =
  'inline-flex min-h-7 items-center gap-1.5 rounded-md px-2 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent';

interface Props {
  counts: ReviewsList['counts'];
  current: 'all' | 'open' | 'overdue' | 'signed' | 'unexpected' | null;
}

export function ReviewLinks({ counts, current }: Props) {
  const { open, overdue, signed, toDo } = counts;
  const links = [
    ['all', 'All', REVIEWS_PATH, open + overdue + signed],
    ['overdue', 'Overdue', reviewsHref([['state', 'overdue']]), overdue],
    ['open', 'Open', reviewsHref([['state', 'open']]), open],
    ['signed', 'Signed', reviewsHref([['state', 'signed']]), signed],
    ['unexpected', 'Unexpected readers', UNEXPECTED_PATH, toDo],
  ] as const;
  return (
    <nav aria-label="Reviews" className="border-b border-line px-3.5 py-1.5">
      <ul className="flex flex-wrap gap-0.5">
        {links.map(([key, name, href, count]) => (
          <li key={key}>
            <Link href={href} prefetch={false} aria-current={current === key ? 'page' : undefined} className={LOOK}>
              {name} <span className="font-normal text-ink-3">{count.toLocaleString('en')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
