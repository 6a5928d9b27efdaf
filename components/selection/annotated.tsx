import { useEffect, useRef } from 'react';
import type { AnnotatedMany } from '@/lib/contract/bulk-annotations';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { outcomeWords } from './annotate-words';

/** Takes the place of the form, whose fields take the focus with them. */
export function Annotated({ done, onClose }: { done: AnnotatedMany; onClose: () => void }) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <>
      <DialogBody>
        <output>{outcomeWords(done)}</output>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" ref={close} onClick={onClose}>
          Close
        </Button>
      </DialogFooter>
    </>
  );
}
