'use client';
import { useRouter } from 'next/navigation';
import { eventQuestionDetail } from '@/lib/contract/event-questions';
import { useCall } from '@/components/api/use-call';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';

export function CancelQuestion({ id }: { id: string }) {
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const cancel = async () => {
    await call(eventQuestionDetail, `/api/access/athena/${id}/cancel`, { method: 'POST', body: {} });
    router.refresh();
  };
  return (
    <>
      <Button onClick={() => void cancel()} aria-disabled={busy}>
        Stop it
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}
