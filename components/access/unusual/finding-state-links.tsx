import Link from 'next/link';
import type { UnusualList, UnusualQuery } from '@/lib/contract/unusual';
import { withValue, without, type UrlState } from '@/components/layout/url-state';
import { unusualHref } from './unusual-url';

const LOOK =
  'inline-flex min-h-6 items-center gap-1 rounded-md px-2 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent';
/** Beyond it a number says that there are many. */
const MOST = 1000;

interface Props {
  counts: UnusualList['counts'];
  current: UnusualQuery['state'];
  state: UrlState;
}

/** What is still to be looked at, what was dismissed, or both. */
export function FindingStateLinks({ counts: { open, dismissed }, current, state }: Props) {
  const links = [
    ['open', 'Open', open],
    ['dismissed', 'Dismissed', dismissed],
    ['all', 'All', open + dismissed],
  ] as const;
  return (
    <ul aria-label="Open or dismissed" className="-mx-2 flex flex-wrap gap-0.5 text-sm">
      {links.map(([name, words, count]) => (
        <li key={name}>
          <Link
            href={unusualHref(name === 'open' ? without(state, 'state') : withValue(state, 'state', name))}
            prefetch={false}
            scroll={false}
            aria-current={current === name ? 'true' : undefined}
            className={LOOK}
          >
            {words}{' '}
            <span className="font-normal text-ink-3">
              {count.toLocaleString('en')}
              {Math.max(open, dismissed) >= MOST && count >= MOST && '+'}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
