'use client';
import { useState } from 'react';
import type { ReminderView } from '@/lib/contract/reminders';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { ReminderNote } from './reminder-note';
import { useReminderAct } from './use-reminder-act';

interface Props {
  secretId: string;
  reminder: ReminderView;
  onDone: () => void;
}

export function CompleteReminderForm({ secretId, reminder, onDone }: Props) {
  const [next, setNext] = useState(reminder.nextDueOn ?? '');
  const [note, setNote] = useState('');
  // As it was opened, also where the page behind it is read anew.
  const [revision] = useState(reminder.revision);
  const { act, busy, problem } = useReminderAct(`/api/secrets/${secretId}/reminder/done`, onDone);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void act({ note, next: next === '' ? null : next, revision });
      }}
    >
      <DialogBody>
        <ReminderNote label="What was done" value={note} onChange={setNote} />
        <Field>
          <FieldLabel>Due again on</FieldLabel>
          <FieldInput type="date" value={next} onChange={(event) => setNext(event.target.value)} />
          <FieldHint>A day in UTC. Empty: the reminder ends.</FieldHint>
        </Field>
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button type="submit" variant="primary" aria-disabled={busy}>
          Mark done
        </Button>
      </DialogFooter>
    </form>
  );
}
