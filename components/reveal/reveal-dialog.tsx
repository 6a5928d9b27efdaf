'use client';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { Said } from '@/components/ui/said';
import { RevealPanel, type RevealAsk } from './reveal-panel';

/** Nothing of the value is fetched before it is asked for; closing takes away what was shown. */
export function RevealDialog(ask: RevealAsk) {
  return (
    <Dialog>
      <DialogTrigger className={buttonClass()}>Reveal…</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Reveal">
          <span className="font-mono text-sm wrap-anywhere">
            <Said text={ask.name} />
          </span>
        </DialogHeader>
        <RevealPanel {...ask} />
      </DialogContent>
    </Dialog>
  );
}
