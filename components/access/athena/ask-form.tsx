'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { eventQuestionDetail, type AthenaDaysView } from '@/lib/contract/event-questions';
import { useCall } from '@/components/api/use-call';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { formatBytes } from '@/components/settings/format-bytes';
import { Button } from '@/components/ui/button';
import { inputClass } from '@/components/ui/field';
import { estimateBytes, findMistake, toDraftOf, type AskDraft } from './ask-draft';
import { questionPath } from './athena-url';

interface Props {
  view: AthenaDaysView;
  first: AskDraft;
  /** What a scope is called. */
  names: Readonly<Record<string, string>>;
}

export function AskForm({ view, first, names }: Props) {
  const [draft, setDraft] = useState(first);
  const { busy, problem, call } = useCall();
  // Until the page of the question is there, a second press would ask, and pay, again.
  const [isAsked, setIsAsked] = useState(false);
  const router = useRouter();
  const mistake = findMistake(draft, view);
  const bytes = estimateBytes(draft, view);
  const set = (change: Partial<AskDraft>) => setDraft({ ...draft, ...change });
  const ask = async () => {
    const about = { secret: view.secret?.id, principal: view.principal?.id };
    const answer = await call(eventQuestionDetail, '/api/access/athena', {
      method: 'POST',
      body: { ...draft, ...about },
    });
    if (!answer?.ok) return;
    setIsAsked(true);
    router.push(questionPath(answer.data.question.id));
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (mistake === null && !isAsked) void ask();
      }}
    >
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <label className="flex min-w-0 flex-col gap-0.5 text-sm text-ink-3 max-md:w-full">
          Account and region
          <select
            className={inputClass}
            value={draft.scope}
            onChange={({ target }) => {
              const chosen = view.scopes.find(({ scope }) => scope === target.value);
              set((chosen && toDraftOf(chosen, view.limits.days)) ?? { scope: target.value });
            }}
          >
            {view.scopes.map(({ scope }) => (
              <option key={scope} value={scope}>
                {names[scope] ?? scope}
              </option>
            ))}
          </select>
        </label>
        {(['from', 'to'] as const).map((edge) => (
          <label key={edge} className="flex flex-col gap-0.5 text-sm text-ink-3 max-md:flex-1">
            {edge === 'from' ? 'First day (UTC)' : 'Last day (UTC)'}
            <input
              type="date"
              required
              className={inputClass}
              value={draft[edge]}
              onChange={({ target }) => set({ [edge]: target.value })}
            />
          </label>
        ))}
        <Button
          type="submit"
          variant="primary"
          className="min-h-8"
          disabled={mistake !== null}
          aria-disabled={busy || isAsked}
        >
          Ask Athena
        </Button>
      </div>
      <output className={mistake === null ? 'text-ink-2' : 'text-warn'}>
        {mistake ??
          (bytes === null
            ? 'What it will scan is not known: such days were not asked for lately.'
            : `It will scan about ${formatBytes(bytes)}, by what such days scanned lately.`)}
      </output>
      {problem && <ProblemNotice problem={problem} />}
    </form>
  );
}
