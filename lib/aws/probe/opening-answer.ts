import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { ProbeAnswer } from '@/lib/domain/roles/role-probe';

/** What AWS said to an AssumeRole. Its errors have come through toAppError, which keeps AWS's name and sentence. */
export async function toOpeningAnswer(asked: Promise<unknown>): Promise<ProbeAnswer> {
  try {
    await asked;
    return { kind: 'answered' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, problem, remedy, cause } = error;
    if (cause instanceof Error && cause.name.startsWith('AccessDenied')) return { kind: 'refused', sentence: message };
    return { kind: 'unclear', code: problem?.code ?? 'unknown', message, remedy: remedy ?? '' };
  }
}
