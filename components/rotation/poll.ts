import type { z } from 'zod';
import { callApi } from '@/components/api/call-api';

const POLL_MS = 2000;

/** Asks until told that it is enough; whatever goes wrong, it asks again. Gives what stops it. */
export function poll<T>(schema: z.ZodType<T>, path: string, onAnswer: (answer: T) => 'go on' | 'enough'): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const ask = async () => {
    const answer = await callApi(schema, path, { signal: stop.signal }).catch(() => null);
    if (stop.signal.aborted) return;
    if (answer?.ok && onAnswer(answer.data) === 'enough') return;
    timer = setTimeout(() => void ask(), POLL_MS);
  };
  void ask();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
