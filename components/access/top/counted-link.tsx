import Link from 'next/link';
import type { CountedView } from '@/lib/contract/access-top';
import { accessHref } from '@/components/access/events-url';
import type { UrlState } from '@/components/layout/url-state';
import { nameCounted, toEventsState } from './counted';

interface Props {
  counted: CountedView;
  all: number;
  state: UrlState;
}

/** All that was counted, which leads to the events. */
export function CountedLink({ counted, all, state }: Props) {
  return (
    <Link
      href={accessHref(toEventsState(state, counted))}
      prefetch={false}
      className="text-accent underline underline-offset-2"
    >
      <b className="font-semibold">{all.toLocaleString('en')}</b> {nameCounted(counted, all)}
    </Link>
  );
}
