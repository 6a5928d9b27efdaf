'use client';
import { useState, type FormEvent } from 'react';
import { LONGEST_REVIEW_NOTE, reviewDetail, type ReaderVerdict, type ReviewReaderView } from '@/lib/contract/reviews';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { inputClass } from '@/components/ui/field';
import { toVisibleText } from '@/components/ui/visible-text';
import { useReviewChange } from './use-review-change';

interface Props {
  review: string;
  reader: Pick<ReviewReaderView, 'actorKind' | 'verdict' | 'note' | 'revision'> & { id: string; label: string };
}

const PRESSED = {
  expected: 'aria-pressed:border-ok aria-pressed:bg-ok-soft aria-pressed:text-ok',
  unexpected: 'aria-pressed:border-bad aria-pressed:bg-bad-soft aria-pressed:text-bad',
} as const satisfies Record<ReaderVerdict, string>;

/** It was asked for by the press that showed it. */
const focus = (input: HTMLInputElement | null): void => input?.focus();

/** Pressed once more a mark is taken back. A note goes with the mark, and is saved with it. */
export function MarkReader({ review, reader }: Props) {
  const { busy, problem, change } = useReviewChange();
  const [draft, setDraft] = useState<string | null>(null);
  const { id, actorKind, verdict, revision } = reader;
  const label = toVisibleText(reader.label);
  const note = draft ?? reader.note ?? '';
  const mark = async (wanted: ReaderVerdict | null) => {
    const body = { readers: [{ principal: id, actorKind, seen: revision }], verdict: wanted, note };
    const done = await change(reviewDetail, `/api/reviews/${review}/readers`, { method: 'POST', body });
    if (done) setDraft(null);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    void mark(verdict);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <fieldset aria-label={`Mark ${label}`} className="flex min-w-0 flex-wrap gap-1.5">
        {(['expected', 'unexpected'] as const).map((one) => (
          <Button
            key={one}
            size="small"
            aria-pressed={verdict === one}
            aria-disabled={busy}
            className={PRESSED[one]}
            onClick={() => void mark(verdict === one ? null : one)}
          >
            {one === 'expected' ? 'Expected' : 'Unexpected'}
          </Button>
        ))}
        {draft === null && (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Note on ${label}`}
            onClick={() => setDraft(reader.note ?? '')}
          >
            {reader.note === null ? 'Note…' : 'Edit note…'}
          </Button>
        )}
      </fieldset>
      {draft !== null && (
        <form noValidate onSubmit={save} className="flex items-center gap-1.5">
          <input
            aria-label={`Note on ${label}`}
            ref={focus}
            value={draft}
            maxLength={LONGEST_REVIEW_NOTE}
            autoComplete="off"
            className={classNames(inputClass, 'min-w-0')}
            onChange={(event) => setDraft(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
          />
          <Button type="submit" size="small" disabled={verdict === null} aria-disabled={busy}>
            Save
          </Button>
        </form>
      )}
      {draft !== null && verdict === null && <p className="note">It is saved with the mark.</p>}
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}
