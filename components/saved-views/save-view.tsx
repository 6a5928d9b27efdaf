'use client';
import { useState, type FormEvent } from 'react';
import { LONGEST_VIEW_NAME, savedView, type SavedView, type ViewScreen } from '@/lib/contract/saved-views';
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
import { useViewChange } from './use-view-change';

interface Props {
  /** On the button that opens it. */
  words: string;
  screen: ViewScreen;
  query: string;
  /** One's own views: one of the same name is written over. */
  own: readonly Pick<SavedView, 'name' | 'shared'>[];
}

export function SaveView({ words, screen, query, own }: Props) {
  const { open, setOpen, busy, problem, change } = useViewChange();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<boolean | null>(null);
  const named = own.filter((view) => view.name === name.trim());
  // Of two, one of which is shared, the one that is as this is to be is written over.
  const same = named.find((view) => view.shared === chosen) ?? named[0];
  const replace = same !== undefined;
  // What others have is not taken from them unasked.
  const shared = chosen ?? same?.shared ?? false;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), screen, query, shared, replace };
    if (!(await change(savedView, '/api/views', { method: 'POST', body }))) return;
    setName('');
    setChosen(null);
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass({ size: 'small' })}>{words}</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Save this view">
          What is filtered, sorted and grouped now, under a name. The secrets themselves are not part of it.
        </DialogHeader>
        <form onSubmit={(event) => void save(event)}>
          <DialogBody>
            <Field>
              <FieldLabel>Name</FieldLabel>
              <FieldInput
                value={name}
                maxLength={LONGEST_VIEW_NAME}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
              {same && (
                <FieldHint>
                  You have a view of this name{same.shared && ', which others see'}: it is written over.
                </FieldHint>
              )}
            </Field>
            <label className="flex min-h-6 items-start gap-2">
              <input
                type="checkbox"
                className="mt-0.5 size-4 shrink-0 accent-accent"
                checked={shared}
                onChange={(event) => setChosen(event.target.checked)}
              />
              <span>
                Share with everybody here
                <span className="block text-ink-3">
                  They see the name, yours, and what it filters for. Each sees only their own secrets through it.
                </span>
              </span>
            </label>
            {problem && <ProblemNotice problem={problem} />}
          </DialogBody>
          <DialogFooter>
            <DialogClose className={buttonClass()}>Cancel</DialogClose>
            <Button type="submit" variant="primary" disabled={name.trim() === ''} aria-disabled={busy}>
              {replace ? 'Replace view' : 'Save view'}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
