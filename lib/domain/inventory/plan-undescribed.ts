import type { ErrorCode } from '@/lib/domain/errors';
import type { ChangedSecret } from '@/lib/domain/ports/changes-store';
import type { ScopeProblem } from '@/lib/domain/scope';

interface Facts extends Omit<ChangedSecret, 'ofListing'> {
  code: ErrorCode;
  problem: ScopeProblem['code'] | null;
  /** AWS did not find it, and it was known. */
  isGone: boolean;
  askedAt: Date;
}

type Plan = 'settle' | 'throw' | { until: Date; problem: string };

/** Secrets Manager is eventually consistent: what was just made may not be found for a moment. */
const YOUNG_MS = 60_000;
const YOUNG_AGAIN_MS = 10_000;
/** A refusal ends when somebody changes a policy. */
const [FIRST_MS, LONGEST_MS] = [60_000, 3_600_000];

/**
 * What follows where AWS did not describe a secret that an event named. One that is not found, and was not known,
 * has come and gone meanwhile; a refusal may be about this one alone (its own policy), and the others go on.
 */
export function planUndescribed({ code, problem, isGone, at, askedAt, tries }: Facts): Plan {
  if (isGone) return 'settle';
  if (code === 'not_found') {
    const isYoung = askedAt.getTime() - at.getTime() < YOUNG_MS;
    return isYoung ? { until: new Date(askedAt.getTime() + YOUNG_AGAIN_MS), problem: 'not_found' } : 'settle';
  }
  if (code !== 'upstream' || (problem !== 'denied' && problem !== 'unsupported' && problem !== 'protocol'))
    return 'throw';
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries, 10));
  return { until: new Date(askedAt.getTime() + pause), problem };
}
