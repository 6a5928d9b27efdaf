'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { syncAnswer } from '@/lib/contract/acts';
import { callApi } from '@/components/api/call-api';
import { Button } from '@/components/ui/button';

/** Asks the worker to read a scope again; null: all. It takes its time, so what comes back is that it was asked. */
export function RefreshScope({ scope, name }: { scope: string | null; name: string }) {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const router = useRouter();
  const refresh = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await callApi(syncAnswer, '/api/sync', { method: 'POST', body: scope === null ? {} : { scope } });
    setBusy(false);
    setSaid(answer.ok ? 'asked for' : answer.problem.detail);
    router.refresh();
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <Button size="small" aria-disabled={busy} onClick={() => void refresh()} aria-label={`Refresh ${name}`}>
        Refresh{scope === null ? ' all' : ''}
      </Button>
      <output className="text-sm text-ink-3">{said}</output>
    </span>
  );
}
