'use client';
import { useState, type FormEvent } from 'react';
import { LONGEST_REVIEW_NOTE, reviewDetail, type UnexpectedReaderView } from '@/lib/contract/reviews';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { inputClass } from '@/components/ui/field';
import { toVisibleText } from '@/components/ui/visible-text';
import { useReviewChange } from './use-review-change';

interface Props {
  review: string;
  reader: Pick<UnexpectedReaderView, 'actorKind' | 'revision'> & { id: string; label: string; isDone: boolean };
}

export function ResolveReader({ review, reader }: Props) {
  const { busy, problem, change } = useReviewChange();
  const [note, setNote] = useState('');
  const { id, actorKind, revision, isDone } = reader;
  const label = toVisibleText(reader.label);
  const resolve = async (event: FormEvent) => {
    event.preventDefault();
    const body = { principal: id, actorKind, seen: revision, done: !isDone, note: isDone ? '' : note };
    await change(reviewDetail, `/api/reviews/${review}/unexpected`, { method: 'POST', body });
  };
  return (
    <form noValidate onSubmit={(event) => void resolve(event)} className="flex flex-col items-start gap-1.5">
      <div className="flex w-full items-center gap-1.5">
        {!isDone && (
          <input
            aria-label={`What was done about ${label}`}
            placeholder="what was done"
            value={note}
            maxLength={LONGEST_REVIEW_NOTE}
            autoComplete="off"
            className={classNames(inputClass, 'min-w-0')}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
        <Button
          type="submit"
          size="small"
          aria-disabled={busy}
          aria-label={`${isDone ? 'Not done' : 'Done'}: ${label}`}
        >
          {isDone ? 'Not done after all' : 'Done'}
        </Button>
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </form>
  );
}
