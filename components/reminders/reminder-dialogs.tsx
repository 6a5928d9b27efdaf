'use client';
import { useState } from 'react';
import type { ReminderView } from '@/lib/contract/reminders';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { Said } from '@/components/ui/said';
import { CompleteReminderForm } from './complete-reminder-form';
import { SetReminderForm } from './set-reminder-form';

interface Props<R> {
  secret: { id: string; name: string };
  reminder: R;
  /** Where several buttons have the same words. */
  label?: string;
}

export function SetReminder({ secret, reminder, label }: Props<ReminderView | null>) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} disablePointerDismissal>
      <DialogTrigger className={buttonClass({ size: 'small' })} aria-label={label}>
        {reminder ? 'Edit…' : 'Set…'}
      </DialogTrigger>
      <DialogContent>
        <DialogHeader title="Reminder">
          <span className="wrap-anywhere">
            To replace the value of <Said text={secret.name} /> by hand, which AWS does not rotate.
          </span>
        </DialogHeader>
        <SetReminderForm secretId={secret.id} reminder={reminder} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

export function CompleteReminder({ secret, reminder, label }: Props<ReminderView>) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} disablePointerDismissal>
      <DialogTrigger className={buttonClass({ size: 'small' })} aria-label={label}>
        Done…
      </DialogTrigger>
      <DialogContent>
        <DialogHeader title="Mark the reminder done">
          <span className="wrap-anywhere">
            Of <Said text={secret.name} />. Keyledger puts no value: this says that somebody did.
          </span>
        </DialogHeader>
        <CompleteReminderForm secretId={secret.id} reminder={reminder} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
