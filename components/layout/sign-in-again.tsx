'use client';
import { usePathname, useSearchParams } from 'next/navigation';
import { TextLink } from '@/components/ui/text-link';

/** Leads to signing in and back to this page. `signIn`: a path of ours, as the refusal names it. */
export function SignInAgain({ signIn }: { signIn: string }) {
  const path = usePathname();
  const query = useSearchParams().toString();
  const next = query ? `${path}?${query}` : path;
  return (
    <p>
      <TextLink
        className="font-medium underline"
        href={`${signIn}${signIn.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`}
      >
        Sign in again
      </TextLink>{' '}
      and come back to this page.
    </p>
  );
}
