'use client';
import { Button } from '@/components/ui/button';
import { Notice, NoticeTitle } from '@/components/ui/notice';
import { HELD_MINUTES, type HeldToken } from './use-held-token';

/** Always there, so that its element can be filled by hand. */
export function MadeToken({ held, name }: { held: HeldToken; name: string }) {
  const { state, message, hold, copy, hide } = held;
  return (
    <div hidden={state === 'empty'} className="flex flex-col gap-3">
      {state === 'shown' && (
        <Notice tone="ok">
          <NoticeTitle>“{name}” is made</NoticeTitle>
          <p>
            This is the one time that the token is shown: Keyledger keeps only its hash. Put it where secrets are kept.
            It is hidden when this is closed, and after {HELD_MINUTES} minutes.
          </p>
        </Notice>
      )}
      {state === 'gone' && <Notice>The token is no longer shown, and cannot be shown again.</Notice>}
      <pre
        ref={hold}
        hidden={state !== 'shown'}
        tabIndex={state === 'shown' ? 0 : undefined}
        aria-label="The token"
        className="rounded-md border border-line-strong bg-sunk p-2 font-mono text-sm break-all whitespace-pre-wrap"
      />
      {state === 'shown' && (
        <div className="flex flex-wrap items-center gap-2">
          <Button onClick={() => void copy()}>Copy</Button>
          <Button onClick={hide}>Hide</Button>
          <output className="text-ink-3">{message}</output>
        </div>
      )}
    </div>
  );
}
