'use client';
import { useState } from 'react';
import { Button } from './button';

const WORDS = { idle: 'Copy', done: 'Copied', refused: 'The browser refused' } as const;

/** For texts that are no secret: policies, ids, names. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<keyof typeof WORDS>('idle');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('done'),
      () => setState('refused'),
    );
  return (
    <Button size="small" onClick={() => void copy()} aria-label={`${WORDS[state]}: ${label}`}>
      <span aria-live="polite">{WORDS[state]}</span>
    </Button>
  );
}
