import type { EventQuestionView } from '@/lib/contract/event-questions';
import type { ScopeView } from '@/lib/contract/system';
import { Badge } from '@/components/ui/badge';
import { Notice, NoticeTitle } from '@/components/ui/notice';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { scopeNames } from './ask-screen';
import { ATHENA_PATH } from './athena-url';
import { CancelQuestion } from './cancel-question';
import { daysWords, isOpen, scannedWords, STATE_TONES } from './question-words';

interface Props {
  question: EventQuestionView;
  scopes: readonly ScopeView[];
  now: string;
}

export function QuestionHeader({ question, scopes, now }: Props) {
  const { id, state, scope, secret, principal, askedAt, keptUntil, problem } = question;
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-6 py-4 max-md:px-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-sm text-ink-3">
          <TextLink href={ATHENA_PATH} data-escape className="inline-flex min-h-6 items-center">
            Single events from Athena
          </TextLink>
        </p>
        <h1 className="text-xl font-semibold tracking-tight wrap-anywhere">Events of {daysWords(question)}</h1>
        <p className="mt-1 wrap-anywhere">
          {secret ? (
            <TextLink href={`/secrets/${secret.id}`}>
              <Said text={secret.name} />
            </TextLink>
          ) : (
            'any secret'
          )}
          {principal && (
            <>
              {' '}
              by{' '}
              <TextLink href={`/access/principals/${principal.id}`}>
                <Said text={principal.name} />
              </TextLink>
            </>
          )}
          <span className="text-ink-3"> · {scopeNames([scope], scopes)[scope]}</span>
        </p>
        <output aria-label="State of the question" className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          <Badge tone={STATE_TONES[state]}>{state}</Badge>
          <span>{scannedWords(question)}</span>
        </output>
        <p className="mt-1 text-ink-3">
          asked <Time at={askedAt} now={now} />, gone <Time at={keptUntil} now={now} />
        </p>
        {problem && (
          <Notice tone={state === 'failed' ? 'bad' : 'warn'} className="mt-2 max-w-[75ch]">
            <NoticeTitle className="wrap-anywhere">
              <Said text={problem.message} />
            </NoticeTitle>
            {problem.remedy !== '' && (
              <p className="wrap-anywhere">
                <Said text={problem.remedy} />
              </p>
            )}
          </Notice>
        )}
      </div>
      {isOpen(question) && (
        <div className="flex flex-col items-end gap-2">
          <CancelQuestion id={id} />
        </div>
      )}
    </header>
  );
}
