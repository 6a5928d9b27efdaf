'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import type { z } from 'zod';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';

/** A dialog that changes views: one call at a time; when it succeeds, the dialog closes and the page is read anew. */
export function useViewChange() {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const router = useRouter();
  const change = async (
    schema: z.ZodType,
    ...call: [path: string, init: NonNullable<Parameters<typeof callApi>[2]>]
  ) => {
    if (busy) return false;
    setBusy(true);
    const answer = await callApi(schema, ...call);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return false;
    setOpen(false);
    router.refresh();
    return true;
  };
  /** After what somebody else, or oneself in another tab, did meanwhile. */
  const readAnew = () => {
    setProblem(null);
    router.refresh();
  };
  return { open, setOpen, busy, problem, change, readAnew };
}
