'use client';
import { useEffect, useRef } from 'react';
import { useRouter } from 'next/navigation';
import type { RunView } from '@/lib/contract/rotation';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { ExactTime } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { RunStepsList } from './run-steps-list';
import { hasEnded, runAdvice, RUN_TONES, runWords } from './run-words';
import { useRun } from './use-run';

/** One rotation run, live to its end; the page around it is read anew when it ends. */
export function RunLive({ run: initial }: { run: RunView }) {
  const run = useRun(initial);
  const router = useRouter();
  const ended = hasEnded(run.state);
  const told = useRef(ended);
  useEffect(() => {
    if (!ended || told.current) return;
    told.current = true;
    router.refresh();
  }, [ended, router]);
  const advice = runAdvice(run);
  return (
    <Card aria-label="Rotation run" tone={RUN_TONES[run.state] === 'bad' ? 'bad' : 'plain'} aria-busy={!ended}>
      <CardHeader>
        <CardTitle>Rotation run</CardTitle>
        <output>
          <Badge tone={RUN_TONES[run.state]}>{runWords(run)}</Badge>
        </output>
        <p className="text-ink-3">
          started <ExactTime at={run.startedAt} />
          {run.startedBy ? ` by ${run.startedBy}` : ', not here: by AWS’s schedule or by somebody in AWS'}
          {run.endedAt && (
            <>
              , ended <ExactTime at={run.endedAt} />
            </>
          )}
        </p>
      </CardHeader>
      <CardBody className="flex flex-col gap-2.5">
        <RunStepsList run={run} />
        <p className="wrap-anywhere">{run.message}</p>
        {advice && <p className="text-ink-2">{advice}</p>}
        {run.reason && (
          <p className="text-ink-3">
            Reason given: <Said text={run.reason} />
          </p>
        )}
        {!ended && (
          <p className="text-ink-3">You may leave this page: the run goes on, and is shown here when you come back.</p>
        )}
      </CardBody>
    </Card>
  );
}
