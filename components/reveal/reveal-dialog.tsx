'use client';
import { buttonClass } from '@/components/ui/button';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { RevealPanel, type RevealAsk } from './reveal-panel';

/** Nothing of the value is fetched before it is asked for; closing takes away what was shown. */
export function RevealDialog({ name, ...ask }: RevealAsk & { name: string }) {
  return (
    <Dialog>
      <DialogTrigger className={buttonClass()}>Reveal…</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Reveal">
          <span className="font-mono text-sm wrap-anywhere">{name}</span>
        </DialogHeader>
        <RevealPanel {...ask} />
      </DialogContent>
    </Dialog>
  );
}
