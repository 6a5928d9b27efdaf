import { toCallbackPath } from '@/lib/auth/callback-path';
import { peekActor, signedOutAt } from '@/lib/auth/require-actor';
import { findProblem } from '@/lib/contract/find-problem';
import { countStranger } from '@/lib/runtime/count-stranger';
import { getSystem } from '@/lib/runtime/get-system';
import type { System } from '@/lib/runtime/system';
import { Unavailable } from '@/components/layout/unavailable';
import type { SearchParams } from '@/components/layout/url-state';
import { describeSignInError } from '@/components/sign-in/sign-in-error';
import { SignInScreen } from '@/components/sign-in/sign-in-screen';

export const metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const system = await getSystem();
  const { auth, web, config } = system;
  const { next, error, fresh, state } = await searchParams;
  const { actor, problem } = await meet(system);
  if (problem) return <Unavailable problem={problem} />;
  const isFresh = fresh === '1' && actor !== null;
  return (
    <SignInScreen
      personas={auth.demo && (isFresh ? (actor.persona ?? 'none') : 'all')}
      providers={config.providers.filter(({ issuer }) => !isFresh || issuer === actor.issuer)}
      error={describeSignInError(typeof error === 'string' ? error : undefined, actor !== null)}
      signedOutAt={await signedOutAt(system, typeof state === 'string' ? state : undefined)}
      signedInAs={actor?.name ?? null}
      fresh={isFresh}
      next={toCallbackPath(typeof next === 'string' ? next : null, web.origins)}
    />
  );
}

/** Who is signed in already, or why nothing is shown: whoever is nobody is counted here as anywhere. */
async function meet(system: System) {
  try {
    return { actor: await peekActor(system, (sent) => countStranger(sent, system.now())), problem: null };
  } catch (error) {
    const problem = findProblem(error, '');
    if (!problem) throw error;
    return { actor: null, problem };
  }
}
