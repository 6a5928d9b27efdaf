'use client';
import { useRouter } from 'next/navigation';
import { secretReminder } from '@/lib/contract/reminders';
import { useCall } from '@/components/api/use-call';

/**
 * What is refused stays in the dialog, over what was seen when it was opened: a second press writes nothing over. Where
 * somebody else was there first the page is read anew, so that the dialog opens over theirs the next time.
 */
export function useReminderAct(path: string, onDone: () => void) {
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const act = async (body: object) => {
    const answer = await call(secretReminder, path, { method: 'POST', body });
    if (!answer) return;
    if (answer.ok) onDone();
    if (answer.ok || answer.problem.code === 'conflict') router.refresh();
  };
  return { act, busy, problem };
}
