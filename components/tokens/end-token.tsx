'use client';
import { ConfirmDelete } from '@/components/layout/confirm-delete';
import { buttonClass } from '@/components/ui/button-class';
import { DialogTrigger } from '@/components/ui/dialog';

export function EndToken({ id, name, prefix }: { id: string; name: string; prefix: string }) {
  return (
    <ConfirmDelete
      trigger={
        <DialogTrigger className={buttonClass({ size: 'small', variant: 'danger' })} aria-label={`End token ${name}`}>
          End…
        </DialogTrigger>
      }
      title="End this token"
      about={
        <>
          <span className="wrap-anywhere">{name}</span> <span className="font-mono text-sm">{prefix}…</span>
        </>
      }
      act="End token"
      path={`/api/tokens/${encodeURIComponent(id)}`}
    >
      Whatever uses it is refused from its next request on, and what it follows stops within seconds. It cannot be made
      to live again. What it did stays in the ledger.
    </ConfirmDelete>
  );
}
