import type { Strategy } from '@/lib/domain/rotation/find-strategy';
import { judgeTarget } from '@/lib/domain/rotation/judge-target';
import type { RotationStep } from '@/lib/domain/rotation-state';
import type { NextStep } from './diagnosis';

export interface NextFacts {
  /** The version that holds AWSPENDING; null: none is shown. */
  pending: string | null;
  /** The furthest step that any try reached; null: not known. */
  reached: RotationStep | null;
  strategy: Strategy | null;
  hasFunction: boolean;
}

const say = (text: string): NextStep => ({ text, act: null });

/** Which value works is the first question: it decides whether the label may go. */
function lookFirst({ reached, strategy }: NextFacts): string {
  if (strategy === 'alternating-users')
    return 'See first that the current value still works. By its function’s name two users alternate: the pending version is of the other one, whose password the other system may have changed already.';
  if (reached === 'finishSecret')
    return 'See first whether the current value still works: testSecret had passed, so that the other system takes the pending version’s value.';
  return strategy === 'single-user'
    ? 'See first which value the other system takes. By its function’s name it has one user: once setSecret has changed the password, only the pending version’s works, and whoever reads the current value is refused.'
    : 'See first which value the other system takes, the current one or the pending version’s: once setSecret has changed it there, the current one may not work any more.';
}

/** Its labels and the value in it are that service's, which no act of ours tells what was done. */
const LEAVE_IT =
  'Where a service owns it, have that service rotate it again and leave its labels alone: it may have set the pending value already.';

/** The value that works is to become the current one. AWS's templates sign in with the pending value before all else. */
function finish(pending: string): string {
  return `Where the pending value works, leave its label: nothing else names that value. Once the cause is mended AWS may try the rotation again while its window is open, and its own function templates try the pending value first. What ends it by hand, in AWS: UpdateSecretVersionStage that moves AWSCURRENT to version ${pending}.`;
}

/**
 * The safe way on, once the cause is mended. Clearing the label is harmless only before setSecret: after it, the label
 * may be all that names the value that works. Labels are moved by the acts that there are; nothing here mends by itself.
 */
export function planNext(facts: NextFacts, mend: readonly string[]): NextStep[] {
  const { pending, reached, strategy, hasFunction } = facts;
  const mended = mend.map(say);
  if (!hasFunction) return [...mended, say(LEAVE_IT)];
  const rotate: NextStep = { text: 'Rotate again, and watch the run to its end.', act: 'rotate' };
  if (judgeTarget(reached) === 'untouched') {
    const text = 'Clear the pending label. The current value stays as it is: the rotation had touched nothing outside Secrets Manager.'; // prettier-ignore
    return [...mended, ...(pending === null ? [] : [{ text, act: 'clear' as const }]), rotate];
  }
  if (pending === null) return [...mended, say(lookFirst(facts)), rotate];
  const lost =
    strategy === 'alternating-users'
      ? 'The other user’s new password is then named nowhere; the next rotation sets another one.'
      : 'The new value is then named nowhere, and nothing is undone in the other system.';
  return [
    ...mended,
    say(lookFirst(facts)),
    say(finish(pending)),
    { text: `Clear the pending label only where the current value works. ${lost}`, act: 'clear' },
    { text: 'Rotate again once no version is pending any more, and watch the run to its end.', act: 'rotate' },
  ];
}
