'use client';
import { ConfirmDelete } from '@/components/layout/confirm-delete';
import { buttonClass } from '@/components/ui/button-class';
import { DialogTrigger } from '@/components/ui/dialog';
import { REVIEWS_PATH } from './reviews-url';

export function DiscardReview({ review, subject }: { review: string; subject: string }) {
  return (
    <ConfirmDelete
      trigger={<DialogTrigger className={buttonClass({ size: 'small', variant: 'quiet' })}>Discard…</DialogTrigger>}
      title="Discard this review"
      about={<span className="wrap-anywhere">{subject}</span>}
      act="Discard"
      path={`/api/reviews/${review}`}
      then={REVIEWS_PATH}
    >
      Its readers and marks are deleted, for everybody. That it was begun and discarded stays in the ledger.
    </ConfirmDelete>
  );
}
