'use client';
import { useState } from 'react';
import { LONGEST_EVERY_DAYS, type ReminderView } from '@/lib/contract/reminders';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { ReminderNote } from './reminder-note';
import { useReminderAct } from './use-reminder-act';

interface Props {
  secretId: string;
  reminder: ReminderView | null;
  onDone: () => void;
}

export function SetReminderForm({ secretId, reminder, onDone }: Props) {
  const [dueOn, setDueOn] = useState(reminder?.dueOn ?? '');
  const [every, setEvery] = useState(reminder?.everyDays?.toString() ?? '');
  const [note, setNote] = useState(reminder?.note ?? '');
  // As it was opened, also where the page behind it is read anew.
  const [revision] = useState(reminder?.revision ?? null);
  const { act, busy, problem } = useReminderAct(`/api/secrets/${secretId}/reminder`, onDone);
  return (
    // What a day and a number may be the server says, in its own words.
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void act({ dueOn, everyDays: every === '' ? null : Number(every), note, revision });
      }}
    >
      <DialogBody>
        <Field>
          <FieldLabel>Due on</FieldLabel>
          <FieldInput type="date" value={dueOn} onChange={(event) => setDueOn(event.target.value)} />
          <FieldHint>A day in UTC. It is overdue from the day after.</FieldHint>
        </Field>
        <Field>
          <FieldLabel>Every … days</FieldLabel>
          <FieldInput
            type="number"
            inputMode="numeric"
            min={1}
            max={LONGEST_EVERY_DAYS}
            value={every}
            onChange={(event) => setEvery(event.target.value)}
          />
          <FieldHint>Counted from the day on which it was done. Empty: once.</FieldHint>
        </Field>
        <ReminderNote label="What to do" value={note} onChange={setNote} />
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        {reminder && (
          <Button
            className="mr-auto"
            aria-disabled={busy}
            onClick={() => void act({ dueOn: null, everyDays: null, note: null, revision })}
          >
            Remove
          </Button>
        )}
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button type="submit" variant="primary" disabled={dueOn === ''} aria-disabled={busy}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}
