'use client';
import { useState } from 'react';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { isReason } from '@/components/rotation/rotate-draft';
import { Button } from '@/components/ui/button';
import { DialogBody } from '@/components/ui/dialog';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { RevealRow } from './reveal-row';
import { targetKey, WHOLE, type RevealTarget } from './reveal-target';
import { useReveal } from './use-reveal';

export interface RevealAsk {
  id: string;
  needsReason: boolean;
  /** Who it will be recorded as, and where. */
  recordedAs: string;
}

export function RevealPanel({ id, needsReason, recordedAs }: RevealAsk) {
  const [reason, setReason] = useState('');
  const reveal = useReveal(id, reason);
  const allowed = reason.trim() === '' ? !needsReason : isReason(reason);
  const targets: RevealTarget[] = [
    ...(reveal.names?.fields ?? []).map((field) => ({ mode: 'field' as const, field })),
    WHOLE,
  ];
  return (
    <DialogBody>
      <p className="text-ink-2">{recordedAs}</p>
      <Field>
        <FieldLabel>Reason{needsReason ? '' : ' (optional)'}</FieldLabel>
        <FieldInput
          value={reason}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        {needsReason && <FieldHint>Needed here, in at least three characters. It stands in the ledger.</FieldHint>}
      </Field>
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
          {reveal.names.stages.join(', ') || 'no stage'}, {reveal.names.kind}
          {reveal.names.kind === 'binary' && ', shown as base64'}
        </p>
      )}
    </DialogBody>
  );
}
