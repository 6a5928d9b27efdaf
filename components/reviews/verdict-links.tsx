import Link from 'next/link';
import type { ReviewDetail } from '@/lib/contract/reviews';
import { toHref, valuesOf, type UrlState } from '@/components/layout/url-state';
import { markedOf } from './review-words';
import { reviewPath } from './reviews-url';

const LOOK =
  'inline-flex min-h-6 items-center gap-1 rounded-md px-1.5 text-sm text-ink-2 hover:bg-sunk aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent';

export function VerdictLinks({ review, state }: { review: ReviewDetail; state: UrlState }) {
  const { readers, expected, unexpected } = review;
  const links = [
    [null, 'all', readers],
    ['unmarked', 'not marked', readers - markedOf(review)],
    ['expected', 'expected', expected],
    ['unexpected', 'unexpected', unexpected],
  ] as const;
  const [chosen = null] = valuesOf(state, 'verdict');
  return (
    <ul aria-label="Filter by mark" className="flex flex-wrap gap-0.5">
      {links.map(([verdict, name, count]) => (
        <li key={name}>
          <Link
            href={toHref(reviewPath(review.id), verdict === null ? [] : [['verdict', verdict]])}
            prefetch={false}
            scroll={false}
            aria-current={chosen === verdict ? 'true' : undefined}
            className={LOOK}
          >
            {name} <span className="font-normal text-ink-3">{count.toLocaleString('en')}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
