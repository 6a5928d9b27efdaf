'use client';
import { useState } from 'react';
import type { AnnotationView } from '@/lib/contract/annotations';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { Said } from '@/components/ui/said';
import { AnnotateForm } from './annotate-form';

export type AnnotatePlace = { kind: 'secret'; id: string; name: string } | { kind: 'prefix'; prefix: string | null };

interface Props {
  place: AnnotatePlace;
  annotation: AnnotationView;
  /** Of the button. */
  children: string;
  /** Where several buttons have the same words. */
  label?: string;
}

export function Annotate({ place, annotation, children, label }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} disablePointerDismissal>
      <DialogTrigger className={buttonClass({ size: 'small' })} aria-label={label}>
        {children}
      </DialogTrigger>
      <DialogContent>
        <DialogHeader title="Owner, note and runbook">
          {place.kind === 'secret' ? (
            <span className="wrap-anywhere">
              Of <Said text={place.name} /> alone. An empty field leaves it to the nearest prefix, or the tag.
            </span>
          ) : (
            'Of every secret whose name begins so, in all accounts and regions, also of those that come. What is said of a longer prefix, or of a secret itself, goes before.'
          )}
        </DialogHeader>
        <AnnotateForm place={place} annotation={annotation} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
