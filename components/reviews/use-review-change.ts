'use client';
import { useRouter } from 'next/navigation';
import type { z } from 'zod';
import { useCall } from '@/components/api/use-call';

/** After a call the page is read anew, also where others were there first. */
export function useReviewChange() {
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const change = async <T>(
    schema: z.ZodType<T>,
    ...[path, init]: [path: string, init: Parameters<typeof call>[2]]
  ): Promise<{ data: T } | null> => {
    const answer = await call(schema, path, init);
    if (!answer) return null;
    if (answer.ok || answer.problem.code === 'conflict') router.refresh();
    return answer.ok ? { data: answer.data } : null;
  };
  return { busy, problem, change, router };
}
