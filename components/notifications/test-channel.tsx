'use client';
import { useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';
import { testAnswer, type DeliveryView } from '@/lib/contract/notifications';
import { callApi } from '@/components/api/call-api';
import { Button } from '@/components/ui/button';

const LOOK_MILLISECONDS = 1000;
/** An attempt takes ten seconds at most; a worker that has not begun by then is not there. */
const MOST_LOOKS = 20;

interface Props {
  channel: string;
  last: DeliveryView | null;
}

/** Sends a test, and says what came of it. The worker sends it: the page is asked anew until it tells. */
export function TestChannel({ channel, last }: Props) {
  const [asked, setAsked] = useState<{ id: string; looks: number } | null>(null);
  const [refused, setRefused] = useState('');
  const [busy, setBusy] = useState(false);
  const router = useRouter();
  const mine = asked && last?.id === asked.id ? last : null;
  const isOpen = asked !== null && (mine === null || mine.state === 'waiting') && asked.looks < MOST_LOOKS;

  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => {
      setAsked({ ...asked, looks: asked.looks + 1 });
      router.refresh();
    }, LOOK_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [asked, isOpen, router]);

  const test = async () => {
    if (busy || isOpen) return;
    setBusy(true);
    setRefused('');
    const path = `/api/notifications/${encodeURIComponent(channel)}/test`;
    const answer = await callApi(testAnswer, path, { method: 'POST', body: {} });
    setBusy(false);
    if (answer.ok) setAsked({ id: answer.data.deliveryId, looks: 0 });
    else setRefused(answer.problem.detail);
  };
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <output className="text-sm text-ink-3 empty:hidden">{refused || (asked ? toWords(mine, isOpen) : '')}</output>
      <Button
        size="small"
        aria-disabled={busy || isOpen}
        onClick={() => void test()}
        aria-label={`Send a test to ${channel}`}
      >
        Send a test
      </Button>
    </span>
  );
}

function toWords(test: DeliveryView | null, isOpen: boolean): string {
  if (test?.state === 'sent') return 'it arrived';
  if (test?.state === 'dead') return `it did not arrive. ${test.problem?.is ?? ''}`;
  return isOpen ? 'sending…' : 'not sent yet: see that the worker runs, with the same keyledger.yaml';
}
