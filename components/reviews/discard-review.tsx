'use client';
import { useState } from 'react';
import { z } from 'zod';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
} from '@/components/ui/dialog';
import { REVIEWS_PATH } from './reviews-url';
import { useReviewChange } from './use-review-change';

const nothing = z.undefined();

export function DiscardReview({ review }: { review: string }) {
  const [open, setOpen] = useState(false);
  const { busy, problem, change, router } = useReviewChange();
  const discard = async () => {
    if (await change(nothing, `/api/reviews/${review}`, { method: 'DELETE' })) router.push(REVIEWS_PATH);
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass({ size: 'small', variant: 'quiet' })}>Discard…</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Discard this review?">
          Its readers and marks are deleted, for everybody. That it was begun and discarded stays in the ledger.
        </DialogHeader>
        {problem && (
          <DialogBody>
            <ProblemNotice problem={problem} />
          </DialogBody>
        )}
        <DialogFooter>
          <DialogClose className={buttonClass()}>Cancel</DialogClose>
          <Button variant="danger" aria-disabled={busy} onClick={() => void discard()}>
            Discard
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
