import type { EventQuestionDetail, EventQuestionQuery } from '@/lib/contract/event-questions';
import type { ScopeView } from '@/lib/contract/system';
import { AccessTable } from '@/components/access/access-table';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, toHref, valueOf, without } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Pager } from '@/components/ui/pager';
import { questionPath } from './athena-url';
import { FollowQuestion } from './follow-question';
import { QuestionHeader } from './question-header';
import { isOpen } from './question-words';

interface Props {
  detail: EventQuestionDetail;
  url: ParsedUrl<EventQuestionQuery>;
  scopes: ScopeView[];
  now: string;
}

/** One question, how far it is, and the events that came of it. */
export function QuestionScreen({ detail, url, scopes, now }: Props) {
  const { question, events, total, more, unreadable, nextCursor } = detail;
  const { state } = url;
  const path = questionPath(question.id);
  return (
    <>
      <QuestionHeader question={question} scopes={scopes} now={now} />
      <FollowQuestion question={question} />
      <UrlMistakes mistakes={url.mistakes} />
      {question.state === 'answered' && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-5 py-2">
          <p className="text-ink-2">
            source <span className="text-ink">athena</span>: in no other list, and in no figure beside the day’s sums
          </p>
          {unreadable.length > 0 && <p className="text-warn">{unreadableWords(unreadable)}</p>}
          <output className="ml-auto text-ink-2">
            {more ? 'the newest ' : ''}
            <b className="font-semibold text-ink">{total.toLocaleString('en')}</b> {total === 1 ? 'event' : 'events'}
            {more ? '; there are older ones: ask for fewer days' : ', newest first'}
          </output>
        </div>
      )}
      {events.length > 0 ? (
        <AccessTable caption="Events" events={events} state={[]} scopes={scopes} now={now} />
      ) : (
        <NoEvents detail={detail} />
      )}
      <Pager
        label="Pages of events"
        first={valueOf(state, 'cursor') ? toHref(path, without(state, 'cursor')) : null}
        next={nextCursor ? toHref(path, atCursor(state, nextCursor)) : null}
      />
    </>
  );
}

function unreadableWords(unreadable: EventQuestionDetail['unreadable']): string {
  const records = unreadable.reduce((sum, one) => sum + one.records, 0);
  const reasons = unreadable.map((one) => `${one.reason} (${one.records.toLocaleString('en')})`).join(', ');
  return `${records.toLocaleString('en')} ${records === 1 ? 'record' : 'records'} could not be understood: ${reasons}`;
}

function NoEvents({ detail: { question, more } }: { detail: EventQuestionDetail }) {
  if (isOpen(question))
    return (
      <EmptyState>
        <EmptyTitle>{question.state === 'waiting' ? 'The worker is asked' : 'Athena is at it'}</EmptyTitle>
        <p>It goes on while this page is open, and for a minute after that. The page shows the events by itself.</p>
      </EmptyState>
    );
  if (question.state !== 'answered') return null;
  return (
    <EmptyState>
      <EmptyTitle>No events</EmptyTitle>
      <p>
        {more
          ? 'The newest records of these days were read, and none that you may see is among them; older ones were not. Ask for fewer days, or about one secret.'
          : 'The trail’s files of these days hold none that you may see.'}
      </p>
    </EmptyState>
  );
}
