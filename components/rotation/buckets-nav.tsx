import Link from 'next/link';
import type { RotationBucketView, RotationList } from '@/lib/contract/rotation-list';
import type { ScopeView } from '@/lib/contract/system';
import { Badge } from '@/components/ui/badge';
import { classNames } from '@/components/ui/class-names';
import { formatSpan } from '@/components/ui/format-time';
import type { UrlState } from '@/components/layout/url-state';
import { rotationWord, ROTATION_TONES } from '@/components/secrets/rotation-words';
import { countBlindScopes } from './blind-scopes';
import { bucketHref } from './rotation-url';

interface Props {
  list: RotationList;
  state: UrlState;
  scopes: readonly Pick<ScopeView, 'lacks'>[];
  now: string;
}

/** Each state with its number, which leads to the rows that it counts. From bad to good. */
export function BucketsNav({ list, state, scopes, now }: Props) {
  return (
    <nav aria-label="Buckets" className="border-b border-line px-5 py-3 max-md:px-3">
      <ul className="grid grid-cols-3 gap-1.5 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        {list.buckets.map((bucket) => (
          <li key={bucket.state}>
            <Link
              href={bucketHref(state, bucket.state)}
              prefetch={false}
              scroll={false}
              aria-current={bucket.state === list.state ? 'true' : undefined}
              className="flex h-full flex-col items-start gap-0.5 rounded-lg border border-line bg-panel px-2.5 py-2 hover:border-line-strong aria-[current]:border-accent aria-[current]:ring-1 aria-[current]:ring-accent"
            >
              <span className={classNames('text-lg font-semibold', bucket.count === 0 && 'font-normal text-ink-3')}>
                {bucket.count === 0 && countBlindScopes(scopes, bucket.state) > 0
                  ? '–'
                  : bucket.count.toLocaleString('en')}
              </span>
              <Badge tone={bucket.count === 0 ? 'off' : ROTATION_TONES[bucket.state]}>
                {rotationWord(bucket.state)}
              </Badge>
              <span className="text-xs text-ink-3">
                {describeBucket(bucket, countBlindScopes(scopes, bucket.state), now)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const TROUBLES = new Set<string>(['failing', 'stuck', 'overdue', 'running']);

/** How long the first of them stands so, or for how many it is not known whether it is so. */
function describeBucket(bucket: RotationBucketView, blind: number, now: string): string | null {
  const { state, count, unsure, oldestSince } = bucket;
  if (count > 0 && oldestSince && TROUBLES.has(state))
    return `${count === 1 ? 'for' : 'up to'} ${formatSpan(Date.parse(now) - Date.parse(oldestSince))}`;
  // A 0 that nobody can vouch for must not look like one that was counted.
  if (count === 0 && blind > 0) return 'unknown';
  return unsure > 0 ? `${unsure.toLocaleString('en')} uncertain` : null;
}
