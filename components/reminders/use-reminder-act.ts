'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import type { Problem } from '@/lib/contract/problem';
import { secretReminder } from '@/lib/contract/reminders';
import { callApi } from '@/components/api/call-api';

/** One act at a time: a second press waits for the first one's end. */
export function useReminderAct(path: string, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const router = useRouter();
  const act = async (body: object) => {
    if (busy) return;
    setBusy(true);
    const answer = await callApi(secretReminder, path, { method: 'POST', body });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    onDone();
    router.refresh();
  };
  return { act, busy, problem };
}
