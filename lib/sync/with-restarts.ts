import 'server-only';
import { AppError } from '@/lib/domain/errors';

const MOST_RESTARTS = 2;

/** Runs a paged reading anew where AWS no longer knows its token (`conflict`, see the port), twice at most. */
export async function withRestarts<T>(read: () => Promise<T>): Promise<T> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await read();
    } catch (error) {
      const isLostToken = error instanceof AppError && error.code === 'conflict';
      if (!isLostToken || restarts >= MOST_RESTARTS) throw error;
    }
  }
}
