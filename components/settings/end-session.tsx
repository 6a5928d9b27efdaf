'use client';
import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { z } from 'zod';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';

const nothing = z.undefined();

interface Props {
  /** Where the session is deleted. */
  path: string;
  name: string;
}

export function EndSession({ path, name }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const router = useRouter();
  const end = async () => {
    if (busy) return;
    setBusy(true);
    const answer = await callApi(nothing, path, { method: 'DELETE' });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) router.refresh();
  };
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Button
        size="small"
        variant="danger"
        aria-disabled={busy}
        onClick={() => void end()}
        aria-label={`End session of ${name}`}
      >
        End session
      </Button>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}
