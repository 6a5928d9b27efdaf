import Link from 'next/link';
import type { ReviewItem, ReviewsList, ReviewsQuery } from '@/lib/contract/reviews';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, valuesOf, without } from '@/components/layout/url-state';
import { classNames } from '@/components/ui/class-names';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { Said } from '@/components/ui/said';
import { TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { BeginReview } from './begin-review';
import { ReviewLinks } from './review-links';
import { countWords, markedOf, ReviewBadge, subjectWords } from './review-words';
import { REVIEWS_PATH, reviewPath, reviewsHref } from './reviews-url';

interface Props {
  list: ReviewsList;
  url: ParsedUrl<ReviewsQuery>;
  mayBegin: boolean;
  now: string;
}

/** Who reads what, looked over now and then by somebody who says whether they should. */
export function ReviewsScreen({ list, url: { state, mistakes }, mayBegin, now }: Props) {
  const { items, counts, nextCursor } = list;
  const [only, ...more] = valuesOf(state, 'state');
  const isNarrowed = only !== undefined;
  const chosen = list.items.length > 0 || isNarrowed ? only : undefined;
  const current =
    more.length > 0 ? null : chosen === undefined ? 'all' : (STATES.find((one) => one === chosen) ?? null);
  return (
    <>
      <PageHeader>
        <PageTitle>Access reviews</PageTitle>
        <p className="text-ink-3">
          who read what in a period, looked over and signed off;{' '}
          <TextLink href="/access" className="underline">
            Access
          </TextLink>
        </p>
        {mayBegin && (
          <span className="ml-auto">
            <BeginReview subject={null} words="Begin a review…" />
          </span>
        )}
      </PageHeader>
      <UrlMistakes mistakes={mistakes} />
      <ReviewLinks counts={counts} current={current} />
      {items.length === 0 ? (
        <NoReviews isNarrowed={isNarrowed} isLater={valueOf(state, 'cursor') !== undefined} mayBegin={mayBegin} />
      ) : (
        <div className="md:overflow-x-auto">
          <table className="data-table data-list linked-rows [--edge:--spacing(5)]">
            <TableCaption>Reviews</TableCaption>
            <TableHead columns={['Of', 'State', 'Period', 'Readers', 'Unexpected', 'Begun', 'Signed', 'Next']} />
            <tbody>
              {items.map((item) => (
                <ReviewRow key={item.id} item={item} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager
        label="Pages of reviews"
        first={valueOf(state, 'cursor') ? reviewsHref(without(state, 'cursor')) : null}
        next={nextCursor ? reviewsHref(atCursor(state, nextCursor)) : null}
      />
    </>
  );
}

const STATES = ['open', 'overdue', 'signed'] as const;

function NoReviews({ isNarrowed, isLater, mayBegin }: { isNarrowed: boolean; isLater: boolean; mayBegin: boolean }) {
  return (
    <EmptyState>
      <EmptyTitle>
        {isLater ? 'Nothing further' : isNarrowed ? 'No review is in this state' : 'Nothing was reviewed yet'}
      </EmptyTitle>
      {isNarrowed || isLater ? (
        <TextLink href={REVIEWS_PATH}>All reviews</TextLink>
      ) : (
        <p className="max-w-[75ch]">
          {mayBegin
            ? 'Begin one of a service, of an environment, or on a secret’s page of its readers: mark each as expected or not, sign off, and set when the next one is due.'
            : 'None of what you see. To begin one needs review.sign.'}
        </p>
      )}
    </EmptyState>
  );
}

const NONE = <span className="text-ink-3">–</span>;
/** In a list of words on a phone what is not there needs no word. */
const HIDDEN = 'max-md:hidden';

function ReviewRow({ item, now }: { item: ReviewItem; now: string }) {
  const { subject, readers, unexpected, done, secrets } = item;
  return (
    <tr>
      <td className="min-w-48 wrap-anywhere">
        <Link href={reviewPath(item.id)} prefetch={false} data-row-link className="font-medium">
          {subjectWords(subject)}
        </Link>
        <div className="note">{countWords(secrets, 'secret')}</div>
      </td>
      <td>
        <ReviewBadge state={item.state} />
      </td>
      <td data-label="period" className="tabular-nums md:whitespace-nowrap">
        {item.from} to {item.to}
      </td>
      <td data-label="readers" className="whitespace-nowrap">
        {item.state === 'open'
          ? `${markedOf(item).toLocaleString('en')} of ${readers.toLocaleString('en')} marked`
          : readers.toLocaleString('en')}
      </td>
      <td data-label="unexpected" className={classNames('whitespace-nowrap', unexpected === 0 && HIDDEN)}>
        {unexpected === 0 ? (
          NONE
        ) : (
          <span className={done < unexpected ? 'font-medium text-bad' : undefined}>
            {unexpected.toLocaleString('en')}
            {done > 0 && <span className="font-normal text-ink-3"> · {done.toLocaleString('en')} done</span>}
          </span>
        )}
      </td>
      <td data-label="begun" className="wrap-anywhere">
        <Time at={item.begunAt} now={now} /> <span className="text-ink-3">by</span> <Said text={item.begunBy} />
      </td>
      <td data-label="signed" className={classNames('wrap-anywhere', item.signedAt === null && HIDDEN)}>
        {item.signedAt === null ? (
          NONE
        ) : (
          <>
            <Time at={item.signedAt} now={now} /> <span className="text-ink-3">by</span>{' '}
            <Said text={item.signedBy ?? ''} />
          </>
        )}
      </td>
      <td data-label="next" className={classNames('tabular-nums whitespace-nowrap', item.nextOn === null && HIDDEN)}>
        <NextOn item={item} />
      </td>
    </tr>
  );
}

function NextOn({ item: { nextOn, followedBy, isThere } }: { item: ReviewItem }) {
  if (nextOn === null) return NONE;
  if (followedBy !== null) return <span className="text-ink-3">followed</span>;
  return isThere ? nextOn : <span className="text-ink-3">secrets removed</span>;
}
