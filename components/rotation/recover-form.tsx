'use client';
import { useState, type ReactNode } from 'react';
import { recoverAnswer } from '@/lib/contract/acts';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { NameField } from './name-field';
import { ReasonField } from './reason-field';
import type { Recovery } from './recover-dialog';
import { isReason } from './rotate-draft';

interface Props {
  id: string;
  act: string;
  done: string;
  needsReason: boolean;
  recordedAs: string;
  recovery: Recovery;
  /** null: it need not be typed. */
  nameToType: string | null;
  /** AWS was asked, so that the labels may be other than the page shows. */
  onAsked: () => void;
  children: ReactNode;
}

export function RecoverForm(props: Props) {
  const { id, act, done, needsReason, recordedAs, recovery, nameToType, onAsked, children } = props;
  const [reason, setReason] = useState('');
  const [typedName, setTypedName] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [state, setState] = useState<'asking' | 'busy' | 'done'>('asking');
  const recover = async () => {
    if (state !== 'asking') return;
    setState('busy');
    setProblem(null);
    onAsked();
    const answer = await callApi(recoverAnswer, `/api/secrets/${id}/${recovery.path}`, {
      method: 'POST',
      body: {
        ...recovery.input,
        ...(reason.trim() ? { reason: reason.trim() } : {}),
        ...(nameToType === null ? {} : { confirmName: typedName }),
      },
    });
    setState(answer.ok ? 'done' : 'asking');
    if (!answer.ok) setProblem(answer.problem);
  };
  if (state === 'done') {
    return (
      <>
        <DialogBody>
          <output className="rounded-lg border border-ok bg-ok-soft px-3 py-2.5">{done}</output>
        </DialogBody>
        <DialogFooter>
          <DialogClose className={buttonClass({ variant: 'primary' })}>Done</DialogClose>
        </DialogFooter>
      </>
    );
  }
  const isNamed = nameToType === null || typedName === nameToType;
  const allowed = isNamed && (reason.trim() === '' ? !needsReason : isReason(reason));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void recover();
      }}
    >
      <DialogBody>
        {children}
        <ReasonField needed={needsReason} value={reason} onChange={setReason}>
          {needsReason && 'Needed here, in at least three characters. '}
          {recordedAs}
        </ReasonField>
        {nameToType !== null && <NameField of="secret" name={nameToType} value={typedName} onChange={setTypedName} />}
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button type="submit" variant="primary" disabled={!allowed} aria-disabled={state === 'busy'}>
          {state === 'busy' ? 'Asking AWS…' : act}
        </Button>
      </DialogFooter>
    </form>
  );
}
