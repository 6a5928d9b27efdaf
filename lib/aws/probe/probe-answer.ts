import 'server-only';
import type { ProbeAnswer } from '@/lib/domain/roles/role-probe';
import { toFailure } from '@/lib/aws/failure';
import { toAppError, type Call } from '@/lib/aws/to-app-error';

const REFUSED = /^(AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden)(Exception)?$/;

/** What AWS said to a call, and nothing of what it answered: that is dropped here, unread. */
export async function toProbeAnswer(call: Call, sent: Promise<unknown>): Promise<ProbeAnswer> {
  try {
    await sent;
    return { kind: 'answered' };
  } catch (error) {
    const { name, sentence } = toFailure(error);
    if (name === 'ResourceNotFoundException') return { kind: 'missing' };
    if (REFUSED.test(name)) return { kind: 'refused', sentence };
    const { message, problem, remedy } = toAppError(error, call);
    return { kind: 'unclear', code: problem?.code ?? 'unknown', message, remedy: remedy ?? problem?.remedy ?? '' };
  }
}
