'use client';
import { useEffect, useState } from 'react';
import { runView, type RunView } from '@/lib/contract/rotation';
import { callApi } from '@/components/api/call-api';
import { hasEnded } from './run-words';

const POLL_MS = 2000;

/** Polls until the run has ended; for where no event stream gets through. */
function poll(path: string, onRun: (run: RunView) => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const ask = async () => {
    const answer = await callApi(runView, path, { signal: stop.signal }).catch(() => null);
    if (stop.signal.aborted) return;
    if (answer?.ok) onRun(answer.data);
    if (!answer?.ok || !hasEnded(answer.data.state)) timer = setTimeout(() => void ask(), POLL_MS);
  };
  void ask();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}

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
      stopPolling = poll(path, setRun);
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
