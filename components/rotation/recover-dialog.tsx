'use client';
import { useRef, useState, type ReactNode } from 'react';
import { useRouter } from 'next/navigation';
import type { ClearPendingInput, RollbackInput } from '@/lib/contract/acts';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { RecoverForm } from './recover-form';

/** What each recovery asks for, less the reason and the typed name, which the dialog adds. */
export type Recovery =
  | { path: 'pending/clear'; input: Pick<ClearPendingInput, 'versionId'> }
  | { path: 'rollback'; input: Pick<RollbackInput, 'fromVersionId' | 'toVersionId'> }
  | { path: 'rotation/cancel'; input: Record<string, never> };

export interface RecoverAsk {
  id: string;
  name: string;
  needsReason: boolean;
  /** Who it will be recorded as, and where. */
  recordedAs: string;
}

interface Props extends RecoverAsk {
  title: string;
  /** The button that does it. */
  act: string;
  /** Said where it worked. */
  done: string;
  recovery: Recovery;
  /** Where the name is to be typed. */
  asksName?: boolean;
  look: Parameters<typeof buttonClass>[0];
  /** What moves, and what is not undone by it. */
  children: ReactNode;
}

/** One thing is done in AWS; everything that it does not do is said before. */
export function RecoverDialog({ title, look, name, asksName = false, children, ...form }: Props) {
  const [open, setOpen] = useState(false);
  const asked = useRef(false);
  const router = useRouter();
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    // Only now: the new labels may take this button, and with it the dialog and what it says, off the page.
    if (!next && asked.current) router.refresh();
    asked.current = false;
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger className={buttonClass(look)}>{title}…</DialogTrigger>
      <DialogContent>
        <DialogHeader title={title}>
          <span className="font-mono text-sm wrap-anywhere">{name}</span>
        </DialogHeader>
        <RecoverForm {...form} nameToType={asksName ? name : null} onAsked={() => (asked.current = true)}>
          {children}
        </RecoverForm>
      </DialogContent>
    </Dialog>
  );
}
