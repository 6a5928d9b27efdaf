'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { roleTestView } from '@/lib/contract/role-tests';
import { callApi } from '@/components/api/call-api';
import { Button } from '@/components/ui/button';

/** Has the roles tried in one region; the result is part of the page, and so is there after a reload. */
export function TestRoles({ scope, region }: { scope: string; region: string }) {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const router = useRouter();
  const test = async () => {
    if (busy) return;
    setBusy(true);
    setSaid('testing…');
    const path = `/api/scopes/${encodeURIComponent(scope)}/test-roles`;
    const answer = await callApi(roleTestView, path, { method: 'POST', body: {} });
    setBusy(false);
    setSaid(answer.ok ? 'tested' : answer.problem.detail);
    router.refresh();
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Button size="small" aria-disabled={busy} onClick={() => void test()} aria-label={`Test roles in ${region}`}>
        Test roles
      </Button>
      <output className="text-sm text-ink-3">{said}</output>
    </span>
  );
}
