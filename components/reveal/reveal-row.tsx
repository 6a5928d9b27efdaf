'use client';
import type { RefCallback } from 'react';
import { Button } from '@/components/ui/button';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { targetName, type RevealTarget } from './reveal-target';
import { SHOWN_SECONDS } from './use-shown-value';

interface Props {
  target: RevealTarget;
  allowed: boolean;
  /** It is known to be: showing it saves a file. */
  binary: boolean;
  /** An act goes on: the next waits for it. */
  busy: boolean;
  /** null: masked. */
  secondsLeft: number | null;
  hold: RefCallback<HTMLElement>;
  onShow: () => void;
  onCopy: () => void;
  onHide: () => void;
}

/** The mask has one length for every value, so that it tells nothing of it. */
const MASK = '••••••••••••';

export function RevealRow({ target, allowed, binary, busy, secondsLeft, hold, onShow, onCopy, onHide }: Props) {
  const shown = secondsLeft !== null;
  const name = targetName(target);
  return (
    <fieldset
      aria-label={toVisibleText(name)}
      className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2"
    >
      <span
        className={`min-w-24 flex-1 wrap-anywhere ${target.mode === 'field' ? 'font-mono text-sm' : 'font-medium'}`}
      >
        <Said text={name} />
      </span>
      {shown ? (
        <span role="timer" className="rounded-full bg-warn-soft px-2 py-px text-sm font-medium text-warn">
          hidden in {secondsLeft} s
        </span>
      ) : (
        <span className="font-mono text-ink-3">
          <span className="sr-only">hidden</span>
          <span aria-hidden>{MASK}</span>
        </span>
      )}
      <span className="flex gap-1.5">
        {shown ? (
          <Button size="small" onClick={onHide}>
            Hide
          </Button>
        ) : (
          <Button
            size="small"
            disabled={!allowed}
            aria-disabled={busy}
            onClick={onShow}
            title={binary ? 'Fetched now, saved as a file' : `Fetched now, shown for ${SHOWN_SECONDS} s`}
          >
            {binary ? 'Download' : 'Show'}
          </Button>
        )}
        <Button
          size="small"
          disabled={!allowed}
          aria-disabled={busy}
          onClick={onCopy}
          title="Fetched now, copied without being shown"
        >
          {binary ? 'Copy as base64' : 'Copy'}
        </Button>
      </span>
      {/* Filled and emptied by hand: React never knows the value. */}
      <pre
        ref={hold}
        hidden={!shown}
        tabIndex={shown ? 0 : undefined}
        aria-label={`${toVisibleText(name)}, shown`}
        className="max-h-48 w-full overflow-auto rounded-md border border-line-strong bg-sunk p-2 font-mono text-sm break-all whitespace-pre-wrap [direction:ltr] [unicode-bidi:bidi-override] print:hidden"
      />
    </fieldset>
  );
}
