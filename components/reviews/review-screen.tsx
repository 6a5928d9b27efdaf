import type { ReviewDetail, ReviewReadersList, ReviewReadersQuery } from '@/lib/contract/reviews';
import type { ScopeView } from '@/lib/contract/system';
import { CoverageLine } from '@/components/access/coverage-line';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, toHref, valueOf, without } from '@/components/layout/url-state';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Pager } from '@/components/ui/pager';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { MarkRest } from './mark-rest';
import { ReaderRow } from './reader-row';
import { ReviewHeader } from './review-header';
import { reviewPath } from './reviews-url';
import { SignCard } from './sign-card';
import { VerdictLinks } from './verdict-links';

interface Props {
  review: ReviewDetail;
  list: ReviewReadersList;
  url: ParsedUrl<ReviewReadersQuery>;
  scopes: ScopeView[];
  mayRotate: boolean;
  now: string;
}

const DAY_MS = 86_400_000;

/** What it is known of, as it was when it was begun; its last day may not have been over. */
function toPeriod({ from, to, begunAt }: ReviewDetail) {
  const end = new Date(Date.parse(to) + DAY_MS).toISOString();
  return { from: new Date(from).toISOString(), to: end < begunAt ? end : begunAt };
}

export function ReviewScreen({ review, list, url, scopes, mayRotate, now }: Props) {
  const { id, subject, state } = review;
  const path = reviewPath(id);
  const mayMark = review.mayMark && state === 'open';
  const rest = list.items.filter(({ verdict }) => verdict === null);
  const isNarrowed = url.state.some(([name]) => name === 'verdict');
  const isOfOne = subject.secret !== null;
  return (
    <>
      <ReviewHeader review={review} mayRotate={mayRotate} now={now} />
      <UrlMistakes mistakes={url.mistakes} />
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <div className="max-md:px-2">
          <CoverageLine
            scopes={scopes.filter((scope) => review.scopes.includes(scope.id))}
            coverage={review.coverage}
            period={toPeriod(review)}
            now={review.begunAt}
          />
        </div>
        <SignCard review={review} now={now} />
        <Card aria-label="Readers">
          <CardHeader>
            <CardTitle>Readers</CardTitle>
            <VerdictLinks review={review} state={url.state} />
          </CardHeader>
          {list.items.length === 0 ? (
            <NoReaders isNarrowed={isNarrowed} path={path} />
          ) : (
            <Table className="data-list">
              <TableCaption>Readers</TableCaption>
              <thead>
                <tr>
                  <TableHeader>Reader</TableHeader>
                  <TableHeader>Kind</TableHeader>
                  <TableHeader>First</TableHeader>
                  <TableHeader>Last</TableHeader>
                  <TableHeader className="text-right">Reads</TableHeader>
                  {!isOfOne && <TableHeader>Secrets</TableHeader>}
                  <TableHeader>Mark</TableHeader>
                </tr>
              </thead>
              <tbody>
                {list.items.map((reader) => (
                  <ReaderRow
                    key={reader.principal.id + reader.actorKind}
                    review={review}
                    reader={reader}
                    mayMark={mayMark}
                    now={now}
                  />
                ))}
              </tbody>
            </Table>
          )}
          {mayMark && rest.length > 1 && (
            <div className="border-t border-line px-4 py-3">
              <MarkRest
                review={id}
                readers={rest.map(({ principal, actorKind, revision }) => ({
                  principal: principal.id,
                  actorKind,
                  seen: revision,
                }))}
              />
            </div>
          )}
          <Pager
            label="Pages of readers"
            first={valueOf(url.state, 'cursor') ? toHref(path, without(url.state, 'cursor')) : null}
            next={list.nextCursor ? toHref(path, atCursor(url.state, list.nextCursor)) : null}
          />
        </Card>
      </div>
    </>
  );
}

function NoReaders({ isNarrowed, path }: { isNarrowed: boolean; path: string }) {
  return (
    <EmptyState>
      <EmptyTitle>{isNarrowed ? 'No reader is marked so' : 'No reads are known'}</EmptyTitle>
      {isNarrowed ? (
        <TextLink href={path}>All readers</TextLink>
      ) : (
        <p>In what is covered of the period nobody read it. Outside that, whether somebody did is unknown.</p>
      )}
    </EmptyState>
  );
}
