import type { z } from 'zod';
import { problem, type Problem } from '@/lib/contract/problem';

export type ApiAnswer<T> = { ok: true; data: T } | { ok: false; problem: Problem };

interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  /** Of an act that may be sent again where its answer was lost; else each call is an act of its own. */
  key?: string;
  signal?: AbortSignal;
}

const clientProblem = (code: Problem['code'], title: string, detail: string, status = 0): Problem => ({
  type: 'about:blank',
  title,
  status,
  detail,
  code,
  requestId: '',
});

async function readProblem(response: Response): Promise<Problem> {
  const said = problem.safeParse(await response.json().catch(() => null));
  if (said.success) return said.data;
  return clientProblem(
    'internal',
    'Not understood',
    `The server answered ${response.status} without saying why.`,
    response.status,
  );
}

/**
 * One call of the API from the browser. Acts carry an Idempotency-Key, so that a repeated request is
 * not a repeated act. Rejects with an AbortError alone, when the caller's signal says so.
 */
export async function callApi<T>(schema: z.ZodType<T>, path: string, call: Call = {}): Promise<ApiAnswer<T>> {
  const { method = 'GET', body, key, signal } = call;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal,
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        ...(method === 'GET' ? {} : { 'idempotency-key': key ?? crypto.randomUUID() }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    return {
      ok: false,
      problem: clientProblem(
        'unavailable',
        'No answer',
        'Keyledger could not be reached. Is it running, and are you online?',
      ),
    };
  }
  if (!response.ok) return { ok: false, problem: await readProblem(response) };
  const answer = schema.safeParse(response.status === 204 ? undefined : await response.json().catch(() => null));
  if (answer.success) return { ok: true, data: answer.data };
  return {
    ok: false,
    problem: clientProblem(
      'internal',
      'Not understood',
      'The server answered in a form that this page does not know. Reload the page.',
    ),
  };
}
