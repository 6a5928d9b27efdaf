'use client';
import { reviewDetail, type MarkReadersInput } from '@/lib/contract/reviews';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { useReviewChange } from './use-review-change';

interface Props {
  review: string;
  /** On the page, and not marked. */
  readers: MarkReadersInput['readers'];
}

/** What was looked at and is all right, in one press; what is not was marked before. */
export function MarkRest({ review, readers }: Props) {
  const { busy, problem, change } = useReviewChange();
  const mark = () =>
    change(reviewDetail, `/api/reviews/${review}/readers`, { method: 'POST', body: { readers, verdict: 'expected' } });
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Button size="small" aria-disabled={busy} onClick={() => void mark()}>
        Mark the {readers.length.toLocaleString('en')} others on this page as expected
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}
