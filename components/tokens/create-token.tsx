'use client';
import { useRef, useState } from 'react';
import { useRouter } from 'next/navigation';
import { buttonClass } from '@/components/ui/button-class';
import { Dialog, DialogContent, DialogHeader, DialogTrigger } from '@/components/ui/dialog';
import { CreateTokenForm } from './create-token-form';
import type { OfferedPermission } from './token-fields';

/** Closing takes away what was shown, and with it the only way to see it. */
export function CreateToken({ offered }: { offered: readonly OfferedPermission[] }) {
  const [open, setOpen] = useState(false);
  const made = useRef(false);
  const router = useRouter();
  const onOpenChange = (next: boolean) => {
    setOpen(next);
    if (!next && made.current) router.refresh();
    made.current = false;
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} disablePointerDismissal>
      <DialogTrigger className={buttonClass({ size: 'small' })}>Create token…</DialogTrigger>
      <DialogContent>
        <DialogHeader title="Create an API token">
          It acts as you, within what you may at that moment. It never reveals, makes tokens or ends sessions.
        </DialogHeader>
        <CreateTokenForm offered={offered} onMade={() => (made.current = true)} />
      </DialogContent>
    </Dialog>
  );
}
