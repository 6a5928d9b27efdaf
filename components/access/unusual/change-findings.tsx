'use client';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { useRouter } from 'next/navigation';
import { findingsChanged, type FindingsChanged } from '@/lib/contract/unusual-dismissals';
import { useCall } from '@/components/api/use-call';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { ReasonField } from '@/components/rotation/reason-field';
import { isReason } from '@/components/rotation/rotate-draft';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogHeader } from '@/components/ui/dialog';
import { CHANGE_WORDS, countFindings, type FindingChange } from './finding-words';

export interface Asked {
  change: FindingChange;
  ids: readonly string[];
}

const MEANS = {
  dismiss:
    'There is nothing to act on. It leaves the list, the numbers and the notifications, also when it is found again. What happens on another day is told anew.',
  reopen: 'Listed and counted again, for everybody.',
} as const satisfies Record<FindingChange, string>;

interface Props extends Asked {
  open: boolean;
  bar: RefObject<HTMLElement | null>;
  onClose: () => void;
  onDone: (done: FindingsChanged) => void;
}

export function ChangeFindings({ open, bar, onClose, onDone, change, ids }: Props) {
  // What was pressed is gone with its row: the focus goes to the bar that tells of it, or to what can be selected there next.
  const isDone = useRef(false);
  const end = (done: FindingsChanged) => {
    isDone.current = true;
    onDone(done);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        isDone.current = false;
        onClose();
      }}
      disablePointerDismissal
    >
      <DialogContent finalFocus={() => (isDone.current ? bar.current : true)}>
        <DialogHeader title={`${CHANGE_WORDS[change].act} ${countFindings(ids.length)}`}>{MEANS[change]}</DialogHeader>
        <ChangeForm change={change} ids={ids} onDone={end} />
      </DialogContent>
    </Dialog>
  );
}

function ChangeForm({ change, ids, onDone }: Asked & { onDone: (done: FindingsChanged) => void }) {
  const [reason, setReason] = useState('');
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const { act, path } = CHANGE_WORDS[change];
  const isNeeded = change === 'dismiss';
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const said = reason.trim();
    const body = { ids, ...(said && { reason: said }) };
    const answer = await call(findingsChanged, path, { method: 'POST', body });
    if (answer?.ok) onDone(answer.data);
    // What others did meanwhile is shown.
    if (answer?.ok || answer?.problem.code === 'conflict' || answer?.problem.code === 'not_found') router.refresh();
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <DialogBody>
        <ReasonField needed={isNeeded} value={reason} onChange={setReason}>
          {isNeeded ? 'Whoever sees the read sees it, and it stands' : 'It stands'} in the ledger beside your name.
          Never a secret value.
        </ReasonField>
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button
          type="submit"
          variant="primary"
          disabled={reason.trim() === '' ? isNeeded : !isReason(reason)}
          aria-disabled={busy}
        >
          {act}
        </Button>
      </DialogFooter>
    </form>
  );
}
