'use client';
import { useState } from 'react';
import { diagnosisAnswer, type DiagnosisView } from '@/lib/contract/diagnosis';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { DiagnosisBody } from './diagnosis-body';

interface Props {
  id: string;
  diagnosis: DiagnosisView;
  may: { diagnose: boolean; readLogs: boolean };
  recordedAs: string;
}

type Asked = 'function' | 'log';

/** What is known stands there at once; AWS is asked by a press, and what it says takes its place. */
export function DiagnosisPanel({ id, diagnosis: known, may, recordedAs }: Props) {
  const [looked, setLooked] = useState<DiagnosisView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState<Asked | null>(null);
  const look = async (asked: Asked) => {
    if (busy) return;
    setBusy(asked);
    setProblem(null);
    const path = `/api/secrets/${id}/diagnosis`;
    const answer = await callApi(diagnosisAnswer, path, { method: 'POST', body: { logs: asked === 'log' } });
    setBusy(null);
    if (answer.ok) setLooked(answer.data.diagnosis);
    else setProblem(answer.problem);
  };
  const mayLook = may.diagnose && known.functionName !== null;
  return (
    <div className="flex flex-col gap-3.5">
      <DiagnosisBody diagnosis={looked ?? known} />
      {problem && <ProblemNotice problem={problem} />}
      {mayLook && (
        <div className="flex flex-col gap-1.5">
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => void look('function')} aria-disabled={busy !== null}>
              {busy === 'function' ? 'Asking AWS…' : 'Look at the function'}
            </Button>
            {may.readLogs && (
              <Button onClick={() => void look('log')} aria-disabled={busy !== null}>
                {busy === 'log' ? 'Asking AWS…' : 'Look at it and its log'}
              </Button>
            )}
          </div>
          <p className="text-sm text-ink-3">
            Asks AWS and changes nothing. {recordedAs}
            {may.readLogs && ' The log is an act of its own: a function may print what it should not.'}
          </p>
        </div>
      )}
      <output className="sr-only">{looked && `Looked at: ${looked.cause.title}.`}</output>
    </div>
  );
}
