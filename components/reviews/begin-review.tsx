'use client';
import { useState } from 'react';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { Said } from '@/components/ui/said';
import { BeginForm } from './begin-form';

interface Props {
  /** null: a service, an environment or both, which are asked for. */
  subject: { id: string; name: string } | null;
  words: string;
}

export function BeginReview({ subject, words }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass({ size: 'small' })}>{words}</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Begin a review">
          {subject ? (
            <span className="wrap-anywhere">
              Of the readers of <Said text={subject.name} />.{' '}
            </span>
          ) : (
            'Of the readers of every secret that you see of a service, of an environment, or of a service in one. '
          )}
          They are taken down as they are known now: later reads are told beside them.
        </DialogHeader>
        <BeginForm secret={subject?.id ?? null} />
      </DialogContent>
    </Dialog>
  );
}
