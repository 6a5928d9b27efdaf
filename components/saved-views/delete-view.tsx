'use client';
import { X } from 'lucide-react';
import type { SavedView } from '@/lib/contract/saved-views';
import { ConfirmDelete } from '@/components/layout/confirm-delete';
import { DialogTrigger } from '@/components/ui/dialog';

export function DeleteView({ view }: { view: Pick<SavedView, 'id' | 'name' | 'shared' | 'mine'> }) {
  const { id, name, shared, mine } = view;
  return (
    <ConfirmDelete
      trigger={
        <DialogTrigger
          aria-label={`Delete the view ${name}`}
          className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
        >
          <X aria-hidden size={14} />
        </DialogTrigger>
      }
      title="Delete this view"
      about={<span className="wrap-anywhere">{name}</span>}
      act="Delete view"
      path={`/api/views/${encodeURIComponent(id)}`}
    >
      The secrets stay as they are; only the name for what to show goes
      {shared ? ', for everybody it is shared with.' : '.'}
      {!mine && ' It is not yours: that you deleted it stands in the ledger.'}
    </ConfirmDelete>
  );
}
