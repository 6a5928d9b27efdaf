'use client';
import { useEffect, useState } from 'react';
import { preflightView, type PreflightView } from '@/lib/contract/rotation';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogBody, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { Skeleton } from '@/components/ui/skeleton';
import { Said } from '@/components/ui/said';
import { RotateForm } from './rotate-form';

interface Props {
  id: string;
  name: string;
}

export function RotateDialog({ id, name }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass({ variant: 'primary' })}>Rotate now…</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Rotate now">
          <span className="font-mono text-sm wrap-anywhere">
            <Said text={name} />
          </span>
        </DialogHeader>
        <Preflight id={id} name={name} onStarted={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

/** Asked for when the dialog opens, so that it is as fresh as the question. */
function Preflight({ id, name, onStarted }: Props & { onStarted: () => void }) {
  const [preflight, setPreflight] = useState<PreflightView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    callApi(preflightView, `/api/secrets/${id}/preflight`, { signal: stop.signal }).then(
      (answer) => (answer.ok ? setPreflight(answer.data) : setProblem(answer.problem)),
      // Only an abort rejects: the dialog was closed.
      () => {},
    );
    return () => stop.abort();
  }, [id]);
  if (preflight) return <RotateForm id={id} name={name} preflight={preflight} onStarted={onStarted} />;
  return (
    <DialogBody aria-busy={!problem}>
      {problem ? (
        <ProblemNotice problem={problem} />
      ) : (
        <>
          <output>Looking at what speaks for and against it…</output>
          <Skeleton className="h-24" />
        </>
      )}
    </DialogBody>
  );
}
