'use client';
import { useState, type FormEvent } from 'react';
import { Pencil } from 'lucide-react';
import { LONGEST_VIEW_NAME, savedView, type SavedView } from '@/lib/contract/saved-views';
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
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { toVisibleText } from '@/components/ui/visible-text';
import { useViewChange } from './use-view-change';

export function RenameView({ view }: { view: Pick<SavedView, 'id' | 'name' | 'shared' | 'mine'> }) {
  const { id, shared, mine } = view;
  const { open, setOpen, busy, problem, change } = useViewChange();
  const [name, setName] = useState(view.name);
  const rename = async (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim() };
    await change(savedView, `/api/views/${encodeURIComponent(id)}/rename`, { method: 'POST', body });
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger
        aria-label={`Rename the view ${toVisibleText(view.name)}`}
        className="grid size-7 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
      >
        <Pencil aria-hidden size={14} />
      </DialogTrigger>
      <DialogContent>
        <DialogHeader title="Rename this view">What it shows stays as it is.</DialogHeader>
        <form onSubmit={(event) => void rename(event)}>
          <DialogBody>
            <Field>
              <FieldLabel>Name</FieldLabel>
              <FieldInput
                value={name}
                maxLength={LONGEST_VIEW_NAME}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
              {shared && (
                <FieldHint>
                  Everybody it is shared with sees the new name.
                  {!mine && ' It is not yours: that you renamed it stands in the ledger.'}
                </FieldHint>
              )}
            </Field>
            {problem && <ProblemNotice problem={problem} />}
          </DialogBody>
          <DialogFooter>
            <DialogClose className={buttonClass()}>Cancel</DialogClose>
            <Button type="submit" variant="primary" disabled={name.trim() === ''} aria-disabled={busy}>
              Rename view
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
