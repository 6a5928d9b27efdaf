import type { ReviewsList, UnexpectedList, UnexpectedQuery, UnexpectedReaderView } from '@/lib/contract/reviews';
import { ActorKindLabel } from '@/components/access/actor-kind';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, toHref, valueOf, without } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { Mark } from './reader-row';
import { ResolveReader } from './resolve-reader';
import { ReviewLinks } from './review-links';
import { ReviewedPrincipal } from './reviewed-principal';
import { subjectWords } from './review-words';
import { REVIEWS_PATH, reviewPath, UNEXPECTED_PATH, unexpectedHref } from './reviews-url';
import { SecretsRead } from './secrets-read';

interface Props {
  list: UnexpectedList;
  counts: ReviewsList['counts'];
  url: ParsedUrl<UnexpectedQuery>;
  now: string;
}

/** What reviews found that should not be: whose access is to be taken away, and what they read to be rotated. */
export function UnexpectedScreen({ list, counts, url: { state, query, mistakes }, now }: Props) {
  const isDone = query.done === 'true';
  const isLater = valueOf(state, 'cursor') !== undefined;
  return (
    <>
      <PageHeader>
        <PageTitle>Unexpected readers</PageTitle>
        <p className="text-ink-3">
          that{' '}
          <TextLink href={REVIEWS_PATH} className="underline">
            reviews
          </TextLink>{' '}
          found: take the access away, rotate what they read, and say so here
        </p>
        <TextLink href={isDone ? UNEXPECTED_PATH : unexpectedHref([['done', 'true']])} className="ml-auto">
          {isDone ? 'Those to act on' : 'Those that were dealt with'}
        </TextLink>
      </PageHeader>
      <UrlMistakes mistakes={mistakes} />
      <ReviewLinks counts={counts} current="unexpected" />
      {list.items.length === 0 ? (
        <EmptyState>
          <EmptyTitle>
            {isLater ? 'Nothing further' : isDone ? 'None was dealt with yet' : 'Nothing to act on'}
          </EmptyTitle>
          <p>
            {isLater
              ? 'There are no more than on the pages before.'
              : isDone
                ? 'Of those that you see.'
                : 'No review has an unexpected reader that you see and that nobody dealt with.'}
          </p>
        </EmptyState>
      ) : (
        <Table className="data-list [--edge:--spacing(5)]">
          <TableCaption>Unexpected readers</TableCaption>
          <TableHead columns={['Reader', 'Kind', 'Review', 'Read', 'Last read', 'Mark', isDone ? 'Done' : 'To do']} />
          <tbody>
            {list.items.map((item) => (
              <UnexpectedRow key={item.review.id + item.principal.id + item.actorKind} item={item} now={now} />
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        label="Pages of readers"
        first={isLater ? unexpectedHref(without(state, 'cursor')) : null}
        next={list.nextCursor ? unexpectedHref(atCursor(state, list.nextCursor)) : null}
      />
    </>
  );
}

function UnexpectedRow({ item, now }: { item: UnexpectedReaderView; now: string }) {
  const { principal, review } = item;
  return (
    <tr>
      <ReviewedPrincipal principal={principal} since={item.since} />
      <td className="align-top whitespace-nowrap">
        <ActorKindLabel kind={item.actorKind} />
      </td>
      <td data-label="review" className="min-w-36 align-top wrap-anywhere">
        <TextLink href={reviewPath(review.id)}>{subjectWords(review.subject)}</TextLink>
        <div className="note">{review.signedAt === null ? 'open' : 'signed'}</div>
      </td>
      <td className="min-w-56 align-top wrap-anywhere max-md:w-full">
        <SecretsRead reader={item} />
        <TextLink
          href={toHref('/secrets', [['readBy', `${principal.id}@${item.firstOn}`]])}
          className="inline-flex min-h-6 items-center text-sm"
        >
          as a list of secrets
        </TextLink>
      </td>
      <td data-label="last read" className="align-top whitespace-nowrap">
        <Time at={item.lastAt} now={now} />
      </td>
      <td className="min-w-48 align-top max-md:w-full">
        <Mark reader={item} now={now} />
      </td>
      <td className="min-w-56 align-top max-md:w-full md:pt-1">
        {item.doneAt !== null && (
          <div className="mb-1">
            <span className="text-ink-3">
              <Time at={item.doneAt} now={now} /> by <Said text={item.doneBy ?? ''} />
            </span>
            {item.doneNote !== null && (
              <p className="wrap-anywhere">
                <Said text={item.doneNote} />
              </p>
            )}
          </div>
        )}
        {item.mayResolve && (
          <ResolveReader
            review={review.id}
            reader={{
              id: principal.id,
              label: principal.label,
              actorKind: item.actorKind,
              revision: item.revision,
              isDone: item.doneAt !== null,
            }}
          />
        )}
      </td>
    </tr>
  );
}
