'use client';
import { useState } from 'react';
import type { z } from 'zod';
import type { Problem } from '@/lib/contract/problem';
import { callApi, type ApiAnswer } from './call-api';

type Init = NonNullable<Parameters<typeof callApi>[2]>;

/** One call at a time, and what went wrong with the last; null: one is under way, and a second press waits for its end. */
export function useCall() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const call = async <T>(schema: z.ZodType<T>, path: string, init: Init): Promise<ApiAnswer<T> | null> => {
    if (busy) return null;
    setBusy(true);
    const answer = await callApi(schema, path, init);
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    return answer;
  };
  return { busy, problem, call, forget: () => setProblem(null) };
}
