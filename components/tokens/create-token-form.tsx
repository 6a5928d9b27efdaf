'use client';
import { useState } from 'react';
import { createdToken } from '@/lib/contract/tokens';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { MadeToken } from './made-token';
import { EMPTY_DRAFT, isComplete, toTokenInput } from './token-draft';
import { TokenFields, type OfferedPermission } from './token-fields';
import { useHeldToken } from './use-held-token';

interface Props {
  offered: readonly OfferedPermission[];
  onMade: () => void;
}

export function CreateTokenForm({ offered, onMade }: Props) {
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const held = useHeldToken();
  const create = async () => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const answer = await callApi(createdToken, '/api/tokens', { method: 'POST', body: toTokenInput(draft) });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    onMade();
    held.show(answer.data.token);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (held.state === 'empty') void create();
      }}
    >
      <DialogBody>
        {held.state === 'empty' && <TokenFields offered={offered} draft={draft} onDraft={setDraft} />}
        <MadeToken held={held} name={draft.name.trim()} />
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass({ variant: held.state === 'empty' ? 'plain' : 'primary' })}>
          {held.state === 'empty' ? 'Cancel' : 'Done'}
        </DialogClose>
        {held.state === 'empty' && (
          <Button type="submit" variant="primary" disabled={!isComplete(draft)} aria-disabled={busy}>
            Create token
          </Button>
        )}
      </DialogFooter>
    </form>
  );
}
