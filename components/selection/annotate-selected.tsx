'use client';
import { useState } from 'react';
import type { ChosenSecrets } from '@/lib/contract/bulk-annotations';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { AnnotateSelectedForm } from './annotate-selected-form';

/** As the API takes them. */
export type ChosenInput = Pick<ChosenSecrets, 'ids' | 'total'> & { filter?: Record<string, string | string[]> };

export function AnnotateSelected({ chosen, count }: { chosen: ChosenInput; count: number }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} disablePointerDismissal>
      <DialogTrigger className={buttonClass({ size: 'small' })}>Owner and note…</DialogTrigger>
      <DialogContent>
        <DialogHeader
          title={`Owner, note and runbook of ${count === 1 ? '1 secret' : `${count.toLocaleString('en')} secrets`}`}
        >
          On each of them itself, so that it goes before a prefix and a tag. A field left empty stays as it is.
        </DialogHeader>
        <AnnotateSelectedForm chosen={chosen} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
