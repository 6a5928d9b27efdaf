'use client';
import { useState, type ReactNode } from 'react';
import type { SteerWaveInput } from '@/lib/contract/waves';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { ReasonField } from '@/components/rotation/reason-field';
import { isReason } from '@/components/rotation/rotate-draft';
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
import { useWaveAct } from './use-wave-act';

interface Props {
  wave: string;
  to: SteerWaveInput['to'];
  title: 'Pause' | 'Resume' | 'Abort';
  needsReason?: boolean;
  look: Parameters<typeof buttonClass>[0];
  /** What it does, and what it does not. */
  children: ReactNode;
}

export function SteerWave({ wave, to, title, needsReason = false, look, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass(look)}>{title}…</DialogTrigger>
      <DialogContent>
        <DialogHeader title={`${title} the wave`}>{children}</DialogHeader>
        <SteerForm wave={wave} to={to} title={title} needsReason={needsReason} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

type FormProps = Required<Pick<Props, 'wave' | 'to' | 'title' | 'needsReason'>> & { onDone: () => void };

function SteerForm({ wave, to, title, needsReason, onDone }: FormProps) {
  const [reason, setReason] = useState('');
  const { act, busy, problem } = useWaveAct(`/api/waves/${wave}/steer`, onDone);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void act({ to, ...(reason.trim() ? { reason: reason.trim() } : {}) });
      }}
    >
      <DialogBody>
        <ReasonField needed={needsReason} value={reason} onChange={setReason}>
          It stands in the ledger beside your name, and on the wave.
        </ReasonField>
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button
          type="submit"
          variant={to === 'aborted' ? 'danger' : 'primary'}
          disabled={reason.trim() === '' ? needsReason : !isReason(reason)}
          aria-disabled={busy}
        >
          {title}
        </Button>
      </DialogFooter>
    </form>
  );
}
