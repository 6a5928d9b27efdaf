'use client';
import { useState, type ReactNode } from 'react';
import { postAuth } from '@/components/layout/post-auth';
import { useHydrated } from '@/components/ui/use-hydrated';

interface Props {
  /** The sign-in library's own route. */
  path: string;
  fields: Record<string, string>;
  className: string;
  children: ReactNode;
}

export function SignInButton({ path, fields, className, children }: Props) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const waiting = !useHydrated();
  const signIn = async () => {
    setState('busy');
    const url = await postAuth(path, fields);
    if (url) window.location.assign(url);
    else setState('failed');
  };
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={waiting || state === 'busy'}
        data-waiting={waiting || undefined}
        onClick={() => void signIn()}
      >
        {children}
      </button>
      {state === 'failed' && (
        <p role="alert" className="text-bad">
          Keyledger did not answer. Is it running?
        </p>
      )}
    </>
  );
}
