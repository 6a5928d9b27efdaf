'use client';
import { useState, type FormEvent } from 'react';
import { REVIEW_INTERVALS, reviewDetail } from '@/lib/contract/reviews';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { inputClass } from '@/components/ui/field';
import { useReviewChange } from './use-review-change';

interface Props {
  review: string;
  /** As they are on the page. */
  marks: string;
  missing: number;
}

const ON_A_DAY = 'day';
const DEFAULT = '90';

export function SignForm({ review, marks, missing }: Props) {
  const { busy, problem, change } = useReviewChange();
  const [next, setNext] = useState(DEFAULT);
  const [day, setDay] = useState('');
  const sign = async (event: FormEvent) => {
    event.preventDefault();
    const due = next === ON_A_DAY ? { nextOn: day } : { nextInDays: Number(next) };
    await change(reviewDetail, `/api/reviews/${review}/sign`, { method: 'POST', body: { seen: marks, ...due } });
  };
  return (
    <form noValidate onSubmit={(event) => void sign(event)} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <label className="flex flex-col gap-1">
          <span className="text-sm text-ink-3">Next review</span>
          <select
            value={next}
            onChange={(event) => setNext(event.target.value)}
            className={classNames(inputClass, 'w-auto')}
          >
            {REVIEW_INTERVALS.map((days) => (
              <option key={days} value={days}>
                in {days} days
              </option>
            ))}
            <option value={ON_A_DAY}>on a day…</option>
          </select>
        </label>
        {next === ON_A_DAY && (
          <label className="flex flex-col gap-1">
            <span className="text-sm text-ink-3">Day (UTC)</span>
            <input
              type="date"
              value={day}
              onChange={(event) => setDay(event.target.value)}
              className={classNames(inputClass, 'w-auto')}
            />
          </label>
        )}
        <Button
          type="submit"
          variant="primary"
          disabled={missing > 0 || (next === ON_A_DAY && day === '')}
          aria-disabled={busy}
        >
          Sign off
        </Button>
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </form>
  );
}
