'use client';
import { useEffect, useState } from 'react';
import { useRouter } from 'next/navigation';
import { runsList, type RunView } from '@/lib/contract/rotation';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { poll } from './poll';
import { RunRows } from './run-rows';

/**
 * The runs that go on, live: one question for all of them, since a browser holds few streams open at once. When
 * one ends the page is read anew, which moves it to the past runs and its secret to another bucket.
 */
export function ActiveRuns({ initial, path, now }: { initial: RunView[]; path: string; now: string }) {
  const [shown, setShown] = useState({ initial, runs: initial });
  const router = useRouter();
  // What the server says anew is newer than what was heard since it last spoke.
  const runs = shown.initial === initial ? shown.runs : initial;
  const going = initial.length > 0;
  useEffect(() => {
    if (!going) return;
    let known = initial;
    return poll(runsList, path, ({ items }) => {
      setShown({ initial, runs: items });
      const allGoOn = known.every(({ id }) => items.some((run) => run.id === id));
      known = items;
      if (allGoOn) return 'go on';
      router.refresh();
      return 'enough';
    });
  }, [initial, going, path, router]);
  if (runs.length === 0) return null;
  return (
    <div className="border-b border-line px-5 py-3 max-md:px-3">
      <Card aria-label="Running now">
        <CardHeader>
          <CardTitle>Running now</CardTitle>
          <output className="text-ink-3">{runs.length === 1 ? '1 run' : `${runs.length} runs`}, live</output>
        </CardHeader>
        <RunRows caption="Running now" runs={runs} now={now} />
      </Card>
    </div>
  );
}
