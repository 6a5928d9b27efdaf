'use client';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import { SignInAgain } from '@/components/layout/sign-in-again';

interface Props {
  asks: SecretDetail['asks'];
  /** As the last answer told; null: as the page did. */
  left: number | null;
}

/** What else the environment asks of a reveal, before it is tried. */
export function RevealConditions({ asks: { revealsPerHour, revealsLeft, revealFreshSignIn }, left }: Props) {
  const stillLeft = left ?? revealsLeft ?? 0;
  return (
    <div className="flex flex-col gap-1 text-ink-2">
      <p className={stillLeft === 0 ? 'text-warn' : undefined}>
        {stillLeft} of {revealsPerHour} left for you in this hour; field names and each field are one.
      </p>
      {revealFreshSignIn && (
        <p>
          A sign-in within the last {revealFreshSignIn.minutes} min is needed;{' '}
          {revealFreshSignIn.isFresh ? 'yours was.' : 'yours was longer ago.'}
        </p>
      )}
      {revealFreshSignIn?.isFresh === false && <SignInAgain signIn={revealFreshSignIn.signIn} />}
    </div>
  );
}
