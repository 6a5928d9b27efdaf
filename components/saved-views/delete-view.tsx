'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { X } from 'lucide-react';
import { z } from 'zod';
import type { SavedView } from '@/lib/contract/saved-views';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';
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

export function DeleteView({ view }: { view: Pick<SavedView, 'id' | 'name' | 'shared' | 'mine'> }) {
  const { id, name, shared, mine } = view;
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const router = useRouter();
  const remove = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await callApi(nothing, `/api/views/${encodeURIComponent(id)}`, { method: 'DELETE' });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setOpen(false);
    router.refresh();
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger
        aria-label={`Delete the view ${name}`}
        className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
      >
        <X aria-hidden size={14} />
      </DialogTrigger>
      <DialogContent>
        <DialogHeader title="Delete this view">
          <span className="wrap-anywhere">{name}</span>
        </DialogHeader>
        <DialogBody>
          <p>
            The secrets stay as they are; only the name for what to show goes
            {shared ? ', for everybody it is shared with.' : '.'}
            {!mine && ' It is not yours: that you deleted it stands in the ledger.'}
          </p>
          {problem && <ProblemNotice problem={problem} />}
        </DialogBody>
        <DialogFooter>
          <DialogClose className={buttonClass()}>Cancel</DialogClose>
          <Button variant="danger" aria-disabled={busy} onClick={() => void remove()}>
            Delete view
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
