'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { z } from 'zod';
import { callApi } from '@/components/api/call-api';
import { Button } from '@/components/ui/button';

const nothing = z.undefined();

export function EndSession({ id, name }: { id: string; name: string }) {
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const router = useRouter();
  const end = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await callApi(nothing, `/api/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' });
    setBusy(false);
    setFailed(answer.ok ? null : answer.problem.detail);
    router.refresh();
  };
  return (
    <>
      <Button
        size="small"
        variant="danger"
        aria-disabled={busy}
        onClick={() => void end()}
        aria-label={`End session of ${name}`}
      >
        End session
      </Button>
      {failed && (
        <p role="alert" className="text-sm text-bad">
          {failed}
        </p>
      )}
    </>
  );
}
