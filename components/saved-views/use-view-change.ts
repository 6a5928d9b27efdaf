'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { useCall } from '@/components/api/use-call';

/** A dialog that changes views: when its call succeeds, the dialog closes and the page is read anew. */
export function useViewChange() {
  const [open, setOpen] = useState(false);
  const { busy, problem, call, forget } = useCall();
  const router = useRouter();
  const change = async (...asked: Parameters<typeof call>) => {
    const answer = await call(...asked);
    if (!answer?.ok) return false;
    setOpen(false);
    router.refresh();
    return true;
  };
  /** After what somebody else, or oneself in another tab, did meanwhile. */
  const readAnew = () => {
    forget();
    router.refresh();
  };
  return { open, setOpen, busy, problem, change, readAnew };
}
