'use client';
import { useState } from 'react';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { isReason } from '@/components/rotation/rotate-draft';
import { Button } from '@/components/ui/button';
import { DialogBody } from '@/components/ui/dialog';
import { Said } from '@/components/ui/said';
import { RevealConditions } from './reveal-conditions';
import { RevealReason } from './reveal-reason';
import { RevealRow } from './reveal-row';
import { targetKey, WHOLE, type RevealTarget } from './reveal-target';
import { useReveal } from './use-reveal';

export interface RevealAsk {
  id: string;
  name: string;
  asks: SecretDetail['asks'];
  /** Who it will be recorded as, and where. */
  recordedAs: string;
}

export function RevealPanel({ id, name, asks, recordedAs }: RevealAsk) {
  const [reason, setReason] = useState('');
  const reveal = useReveal({ id, name }, reason);
  const allowed = reason.trim() === '' ? !asks.revealReason : isReason(reason);
  const targets: RevealTarget[] = [
    ...(reveal.names?.fields ?? []).map((field) => ({ mode: 'field' as const, field })),
    WHOLE,
  ];
  return (
    <DialogBody>
      <p className="text-ink-2">
        <Said text={recordedAs} />
      </p>
      <RevealConditions asks={asks} left={reveal.left} />
      <RevealReason asks={asks} value={reason} onChange={setReason} />
      <div className="flex flex-wrap items-center gap-3">
        <Button disabled={!allowed} aria-disabled={reveal.busy} onClick={() => void reveal.showNames()}>
          Show field names
        </Button>
        <output className="text-ink-3">{reveal.message}</output>
      </div>
      {reveal.problem && <ProblemNotice problem={reveal.problem} />}
      <div className="flex flex-col divide-y divide-line rounded-lg border border-line">
        {targets.map((target) => (
          <RevealRow
            key={targetKey(target)}
            target={target}
            allowed={allowed}
            binary={reveal.names?.kind === 'binary'}
            busy={reveal.busy}
            secondsLeft={reveal.shown?.target === targetKey(target) ? reveal.shown.secondsLeft : null}
            hold={reveal.hold(targetKey(target))}
            onShow={() => void reveal.showValue(target)}
            onCopy={() => void reveal.copyValue(target)}
            onHide={reveal.hide}
          />
        ))}
      </div>
      {reveal.names && (
        <p className="text-sm text-ink-3">
          Version <span className="font-mono">{reveal.names.versionId.slice(0, 8)}…</span>,{' '}
          <Said text={reveal.names.stages.join(', ') || 'no stage'} />, {reveal.names.kind}
          {reveal.names.kind === 'binary' && ', saved as a file'}
        </p>
      )}
    </DialogBody>
  );
}
