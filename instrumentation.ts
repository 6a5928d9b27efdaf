import type { Instrumentation } from 'next';

/** Opens the system before the first request, so that a database that is late is seen in the log and not by a person. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { warmUp } = await import('@/lib/runtime/warm-up');
  await warmUp();
}

/** Pages, whose failures no door of ours sees. */
export const onRequestError: Instrumentation.onRequestError = async (...failure) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { reportPageFailure } = await import('@/lib/runtime/log/report-page-failure');
  reportPageFailure(...failure);
};
