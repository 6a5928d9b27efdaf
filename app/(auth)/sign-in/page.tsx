import { toCallbackPath } from '@/lib/auth/callback-path';
import { getSystem } from '@/lib/runtime/get-system';
import type { SearchParams } from '@/components/layout/url-state';
import { describeSignInError } from '@/components/sign-in/sign-in-error';
import { SignInScreen } from '@/components/sign-in/sign-in-screen';

export const metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { auth, web, config } = await getSystem();
  const { next, error } = await searchParams;
  return (
    <SignInScreen
      demo={auth.demo}
      providers={config.providers}
      error={describeSignInError(typeof error === 'string' ? error : undefined)}
      next={toCallbackPath(typeof next === 'string' ? next : null, web.origins)}
    />
  );
}
