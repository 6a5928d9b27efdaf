'use client';
import { useState } from 'react';
import type { WaveDetail } from '@/lib/contract/waves';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { NameField } from '@/components/rotation/name-field';
import { ReasonField } from '@/components/rotation/reason-field';
import { isReason } from '@/components/rotation/rotate-draft';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter, DialogHeader, DialogTrigger } from '@/components/ui/dialog'; // prettier-ignore
import { Said } from '@/components/ui/said';
import { useWaveAct } from './use-wave-act';
import { countWords, paceWords, stopWords } from './wave-words';

type Wave = Pick<WaveDetail, 'id' | 'name' | 'asks' | 'dryRun' | 'concurrency' | 'pauseSeconds' | 'stopAfter'>;

export function StartWave({ wave }: { wave: Wave }) {
  const [open, setOpen] = useState(false);
  const ready = wave.dryRun?.ready ?? 0;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger className={buttonClass({ variant: 'primary' })}>Start…</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Start the wave">
          <span className="wrap-anywhere">
            <Said text={wave.name} />: {countWords(ready, 'secret')} to rotate, {paceWords(wave)}; it stops{' '}
            {stopWords(wave.stopAfter)}. It goes on as you, also when you leave.
          </span>
        </DialogHeader>
        <StartForm wave={wave} ready={ready} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function StartForm({ wave, ready, onDone }: { wave: Wave; ready: number; onDone: () => void }) {
  const { id, name, asks, dryRun } = wave;
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { act, busy, problem } = useWaveAct(`/api/waves/${id}/start`, onDone);
  const isSaid = reason.trim() === '' ? !asks.reason : isReason(reason);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const said = reason.trim();
        void act({ ...(said && { reason: said }), ...(asks.typedName && { confirmName: typed }) });
      }}
    >
      <DialogBody>
        {(dryRun?.blocked ?? 0) > 0 && (
          <p className="text-warn">
            {countWords(dryRun?.blocked ?? 0, 'secret is', 'secrets are')} blocked now: looked at again when the turn
            comes, and skipped where that still holds.
          </p>
        )}
        <ReasonField needed={asks.reason} value={reason} onChange={setReason}>
          It stands in the ledger beside your name, with the wave and with each of its rotations.
        </ReasonField>
        {asks.typedName && <NameField of="wave" name={name} value={typed} onChange={setTyped} />}
        {ready === 0 && <p className="text-ink-2">None of its secrets can be rotated now.</p>}
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button
          type="submit"
          variant="primary"
          disabled={!isSaid || (asks.typedName && typed !== name) || ready === 0}
          aria-disabled={busy}
        >
          Start
        </Button>
      </DialogFooter>
    </form>
  );
}
