'use client';
import { useState } from 'react';
import { usePathname, useRouter } from 'next/navigation';
import { rotateAnswer } from '@/lib/contract/acts';
import type { Problem } from '@/lib/contract/problem';
import type { PreflightView } from '@/lib/contract/rotation';
import { callApi } from '@/components/api/call-api';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { ConsumersTable } from './consumers-table';
import { PreflightChecks } from './preflight-checks';
import { beginDraft, canRotate, toCall, type RotateDraft } from './rotate-draft';
import { RotateFields } from './rotate-fields';

interface Props {
  id: string;
  name: string;
  preflight: PreflightView;
  onStarted: () => void;
}

export function RotateForm({ id, name, preflight, onStarted }: Props) {
  const [draft, setDraft] = useState<RotateDraft>(beginDraft);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const router = useRouter();
  const path = usePathname();
  const rotate = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const answer = await callApi(rotateAnswer, `/api/secrets/${id}/rotate`, toCall(draft, preflight));
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    // In the address, so that a reload comes back to this run.
    router.replace(`${path}?run=${encodeURIComponent(answer.data.runId)}`);
    onStarted();
  };
  const acknowledge = (check: string, on: boolean) => {
    const next = new Set(draft.acknowledged);
    if (on) next.add(check);
    else next.delete(check);
    setDraft({ ...draft, acknowledged: next });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void rotate();
      }}
    >
      <DialogBody>
        <PreflightChecks checks={preflight.checks} acknowledged={draft.acknowledged} onAcknowledge={acknowledge} />
        <ConsumersTable consumers={preflight.consumers} />
        {preflight.ready ? (
          <RotateFields name={name} preflight={preflight} draft={draft} onDraft={setDraft} />
        ) : (
          <p className="text-ink-2">It cannot be rotated while that is in the way.</p>
        )}
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button type="submit" variant="primary" disabled={!canRotate(preflight, draft, name)} aria-disabled={busy}>
          {busy ? 'Asking AWS…' : 'Rotate'}
        </Button>
      </DialogFooter>
    </form>
  );
}
