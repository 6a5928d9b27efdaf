'use client';
import { useId, useState, type ReactNode } from 'react';
import { WAVE_LIMITS } from '@/lib/contract/waves';
import { Button } from '@/components/ui/button';
import { buttonClass, type ButtonLook } from '@/components/ui/button-class';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { DraftForm } from './draft-form';
import type { DraftSource } from './wave-draft';

interface Props {
  source: DraftSource;
  /** Of what it would be, by a name that can be changed. */
  name: string;
  words: string;
  size?: ButtonLook['size'];
  /** On any secret at all. */
  mayRotate: boolean;
  /** How many are chosen, where that is known. */
  count?: number;
  /** What it takes. */
  children: ReactNode;
}

/** From many secrets to a wave of them: a dry run, which rotates nothing. */
export function DraftWave({ source, name, words, size = 'small', mayRotate, count = 1, children }: Props) {
  const [open, setOpen] = useState(false);
  const why = useId();
  const refusal = mayRotate ? (count > WAVE_LIMITS.secrets ? `${WAVE_LIMITS.secrets.toLocaleString('en')} at most` : null) : 'needs secret.rotate'; // prettier-ignore
  if (refusal !== null)
    return (
      <span className="inline-flex items-center gap-2">
        <Button size={size} disabled aria-describedby={why}>
          {words}
        </Button>
        <span id={why} className="text-sm text-ink-3">
          {refusal}
        </span>
      </span>
    );
  return (
    <Dialog open={open} onOpenChange={setOpen} disablePointerDismissal>
      <DialogTrigger className={buttonClass({ size })}>{words}</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Rotate in a wave">{children}</DialogHeader>
        <DraftForm source={source} name={name} />
      </DialogContent>
    </Dialog>
  );
}
