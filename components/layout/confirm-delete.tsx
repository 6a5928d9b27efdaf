'use client';
import { useState, type ReactNode } from 'react';
import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { useCall } from '@/components/api/use-call';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogHeader } from '@/components/ui/dialog';
import { ProblemNotice } from './problem-notice';

const nothing = z.undefined();

interface Props {
  /** What opens it, a `DialogTrigger`. */
  trigger: ReactNode;
  title: string;
  /** Which one it is, by its name. */
  about?: ReactNode;
  /** What it does, and what it does not. */
  children: ReactNode;
  /** The act, in the words of its button. */
  act: string;
  /** What is deleted. */
  path: string;
  /** Where to go on, where the page is of what is gone; without it the page is read anew. */
  then?: string;
}

/** What cannot be undone is asked for twice. */
export function ConfirmDelete({ trigger, title, about, children, act, path, then }: Props) {
  const [open, setOpen] = useState(false);
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const remove = async () => {
    const answer = await call(nothing, path, { method: 'DELETE' });
    if (answer?.ok) {
      setOpen(false);
      if (then === undefined) router.refresh();
      else router.push(then);
    } else if (answer?.problem.code === 'conflict') router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      {trigger}
      <DialogContent>
        <DialogHeader title={title}>{about}</DialogHeader>
        <DialogBody>
          <p>{children}</p>
          {problem && <ProblemNotice problem={problem} />}
        </DialogBody>
        <DialogFooter>
          <DialogClose className={buttonClass()}>Cancel</DialogClose>
          <Button variant="danger" aria-disabled={busy} onClick={() => void remove()}>
            {act}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
