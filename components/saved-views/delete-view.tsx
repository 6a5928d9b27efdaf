'use client';
import { X } from 'lucide-react';
import { z } from 'zod';
import type { SavedView } from '@/lib/contract/saved-views';
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
import { useViewChange } from './use-view-change';

const nothing = z.undefined();

export function DeleteView({ view }: { view: Pick<SavedView, 'id' | 'name' | 'shared' | 'mine'> }) {
  const { id, name, shared, mine } = view;
  const { open, setOpen, busy, problem, change } = useViewChange();
  const remove = () => change(nothing, `/api/views/${encodeURIComponent(id)}`, { method: 'DELETE' });
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
