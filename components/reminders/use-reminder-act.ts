'use client';
import { useRouter } from 'next/navigation';
import { secretReminder } from '@/lib/contract/reminders';
import { useCall } from '@/components/api/use-call';

/** What is refused stays in the dialog, over what was seen: a second press writes nothing over. */
export function useReminderAct(path: string, onDone: () => void) {
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const act = async (body: object) => {
    const answer = await call(secretReminder, path, { method: 'POST', body });
    if (!answer?.ok) return;
    onDone();
    router.refresh();
  };
  return { act, busy, problem };
}
