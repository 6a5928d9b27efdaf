'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import type { z } from 'zod';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';

/** One call at a time; after it the page is read anew, also where others were there first. */
export function useReviewChange() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const router = useRouter();
  const change = async <T>(
    schema: z.ZodType<T>,
    ...[path, init]: [path: string, init: NonNullable<Parameters<typeof callApi>[2]>]
  ): Promise<{ data: T } | null> => {
    if (busy) return null;
    setBusy(true);
    const answer = await callApi(schema, path, init);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    const isGone = answer.ok && init.method === 'DELETE';
    if (!isGone && (answer.ok || answer.problem.code === 'conflict')) router.refresh();
    return answer.ok ? { data: answer.data } : null;
  };
  return { busy, problem, change, router };
}
