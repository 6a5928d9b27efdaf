import 'server-only';
import { AppError } from '@/lib/domain/errors';

/** What a verb refuses with; a verb that answers fails the test, and so does any error that is not ours. */
export async function refusalOf(answer: Promise<unknown>): Promise<AppError> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was answered, and should have been refused');
}
