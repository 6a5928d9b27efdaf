'use client';
import { useState, useTransition } from 'react';
import { useRouter } from 'next/navigation';
import { versionsView } from '@/lib/contract/secret-detail';
import { callApi } from '@/components/api/call-api';
import { Button } from '@/components/ui/button';

/** Asks AWS for the versions' dates; a page by itself never does. */
export function RefreshVersions({ id }: { id: string }) {
  const [failed, setFailed] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();
  const router = useRouter();
  const refresh = () =>
    !pending &&
    startTransition(async () => {
      const answer = await callApi(versionsView, `/api/secrets/${id}/versions`);
      setFailed(answer.ok ? null : answer.problem.detail);
      router.refresh();
    });
  return (
    <>
      {failed && (
        <span role="alert" className="text-bad">
          {failed}
        </span>
      )}
      <Button size="small" onClick={refresh} aria-disabled={pending}>
        {pending ? 'Asking AWS…' : 'Ask AWS'}
      </Button>
    </>
  );
}
