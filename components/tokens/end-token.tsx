'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { useCall } from '@/components/api/use-call';
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

const nothing = z.undefined();

/** What cannot be undone is asked for twice. */
export function EndToken({ id, name, prefix }: { id: string; name: string; prefix: string }) {
  const [open, setOpen] = useState(false);
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const end = async () => {
    const answer = await call(nothing, `/api/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' });
    if (!answer?.ok) return;
    setOpen(false);
    router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass({ size: 'small', variant: 'danger' })} aria-label={`End token ${name}`}>
        End…
      </DialogTrigger>
      <DialogContent>
        <DialogHeader title="End this token">
          <span className="wrap-anywhere">{name}</span> <span className="font-mono text-sm">{prefix}…</span>
        </DialogHeader>
        <DialogBody>
          <p>
            Whatever uses it is refused from its next request on, and what it follows stops within seconds. It cannot be
            made to live again. What it did stays in the ledger.
          </p>
          {problem && <ProblemNotice problem={problem} />}
        </DialogBody>
        <DialogFooter>
          <DialogClose className={buttonClass()}>Cancel</DialogClose>
          <Button variant="danger" aria-disabled={busy} onClick={() => void end()}>
            End token
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
