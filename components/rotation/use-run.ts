'use client';
import { useEffect, useState } from 'react';
import { runView, type RunView } from '@/lib/contract/rotation';
import { poll } from './poll';
import { hasEnded } from './run-words';

/** A run as it goes on: by its event stream, by polling where the stream breaks. */
export function useRun(initial: RunView): RunView {
  const [run, setRun] = useState(initial);
  const { id } = initial;
  const begun = hasEnded(initial.state);
  useEffect(() => {
    if (begun) return;
    const path = `/api/rotations/${encodeURIComponent(id)}`;
    const source = new EventSource(`${path}/stream`);
    let stopPolling = () => {};
    const onEvent = (event: MessageEvent<string>) => {
      const said = runView.safeParse(JSON.parse(event.data));
      if (!said.success) return;
      setRun(said.data);
      if (hasEnded(said.data.state)) source.close();
    };
    const fallBack = () => {
      source.close();
      stopPolling();
      stopPolling = poll(runView, path, (polled) => {
        setRun(polled);
        return hasEnded(polled.state) ? 'enough' : 'go on';
      });
    };
    source.addEventListener('run', onEvent);
    source.addEventListener('error', fallBack);
    source.addEventListener('problem', fallBack);
    return () => {
      source.close();
      stopPolling();
    };
  }, [id, begun]);
  return run;
}
