'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { postAuth } from './post-auth';
import { tellOtherTabs } from './who-is-signed-in';

export function SignOutButton() {
  const [failed, setFailed] = useState(false);
  const signOut = async () => {
    const url = await postAuth('/api/auth/signout', { callbackUrl: '/sign-in' });
    if (!url) return setFailed(true);
    tellOtherTabs(null);
    window.location.assign(url);
  };
  return (
    <>
      <Button size="small" onClick={() => void signOut()}>
        Sign out
      </Button>
      {failed && (
        <p role="alert" className="text-bad">
          You are still signed in: the server did not answer.
        </p>
      )}
    </>
  );
}
