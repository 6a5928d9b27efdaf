import { toCallbackPath } from '@/lib/auth/callback-path';
import { peekActor, signedOutAt } from '@/lib/auth/require-actor';
import { getSystem } from '@/lib/runtime/get-system';
import type { SearchParams } from '@/components/layout/url-state';
import { describeSignInError } from '@/components/sign-in/sign-in-error';
import { SignInScreen } from '@/components/sign-in/sign-in-screen';

export const metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const system = await getSystem();
  const { auth, web, config } = system;
  const { next, error, fresh, state } = await searchParams;
  const actor = await peekActor(system);
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
