import type { AthenaDaysQuery, AthenaDaysView } from '@/lib/contract/event-questions';
import type { ScopeView } from '@/lib/contract/system';
import { placeWords } from '@/components/access/place-words';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { AskForm } from './ask-form';
import { toFirstDraft } from './ask-draft';
import { QuestionsCard } from './questions-card';
import { ToldDays } from './told-days';

interface Props {
  view: AthenaDaysView;
  url: ParsedUrl<AthenaDaysQuery>;
  scopes: readonly ScopeView[];
  now: string;
}

export const scopeNames = (ids: readonly string[], scopes: readonly ScopeView[]): Record<string, string> =>
  Object.fromEntries(
    ids.map((id) => {
      const [accountId = '', region = ''] = id.split(':');
      return [id, placeWords({ accountId, region }, scopes)];
    }),
  );

/** Single events of days that are told by sums alone: what may be asked, and what one asked. */
export function AskScreen({ view, url, scopes, now }: Props) {
  const { secret, principal, limits, questions } = view;
  const names = scopeNames(
    [...view.scopes, ...questions].map(({ scope }) => scope),
    scopes,
  );
  const first = toFirstDraft(view);
  return (
    <>
      <PageHeader>
        <PageTitle>Single events from Athena</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/access" data-escape className="underline">
            Access
          </TextLink>{' '}
          · of days that are told by sums alone
        </p>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <Card aria-label="Ask">
          <CardHeader>
            <CardTitle>
              {secret || principal ? 'Events ' : 'All events'}
              {secret && (
                <span className="wrap-anywhere">
                  of <Said text={secret.name} />
                </span>
              )}
              {principal && (
                <span className="wrap-anywhere">
                  {' '}
                  by <Said text={principal.label} />
                </span>
              )}
            </CardTitle>
          </CardHeader>
          {first && view.mayAsk ? (
            <CardBody className="flex flex-col gap-3">
              <AskForm view={view} first={first} names={names} />
              <p className="max-w-[75ch] text-sm text-ink-3">
                At most {limits.days} days and {limits.anHour} questions an hour; the newest{' '}
                {limits.events.toLocaleString('en')} events are kept for {limits.keptMinutes} minutes, for you alone,
                and go into no list or figure. Athena is paid by what it scans, so each question stands in the ledger
                beside your name.
              </p>
            </CardBody>
          ) : (
            <NothingToAsk isTold={first !== null} />
          )}
          {first && <ToldDays view={view} names={names} />}
        </Card>
        <QuestionsCard questions={questions} keptMinutes={limits.keptMinutes} names={names} now={now} />
      </div>
    </>
  );
}

function NothingToAsk({ isTold }: { isTold: boolean }) {
  return (
    <EmptyState>
      <EmptyTitle>{isTold ? 'Open a secret to ask about it' : 'No day is told by Athena alone'}</EmptyTitle>
      <p className="max-w-[75ch]">
        {isTold
          ? 'Whoever does not see every secret asks about one at a time: how much else there is would tell of the others.'
          : 'Of the days that may be seen here each event that is known is in the lists.'}
      </p>
    </EmptyState>
  );
}
