'use client';
import { useEffect, useRef, useState } from 'react';
import { revealAnswer, type RevealAnswer } from '@/lib/contract/acts';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';
import { CLIPBOARD_SECONDS, emptyClipboardLater } from './empty-clipboard';
import { toFileName } from './file-name';
import { saveBinary } from './save-binary';
import { targetKey, toRevealInput, type RevealTarget } from './reveal-target';
import { useShownValue } from './use-shown-value';

type Names = Pick<RevealAnswer, 'versionId' | 'stages' | 'kind'> & { fields: string[] };

/** The dialog's acts. A value passes through one local variable on its way to the screen or the clipboard. */
export function useReveal({ id, name }: { id: string; name: string }, reason: string) {
  const { shown, hold, show, hide } = useShownValue();
  const [names, setNames] = useState<Names | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [message, setMessage] = useState('');
  const [left, setLeft] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => {
    const controller = new AbortController();
    leaving.current = controller;
    return () => controller.abort();
  }, []);

  const ask = async (
    target: RevealTarget | { mode: 'fields' },
    use: (answer: RevealAnswer) => Promise<string> | string,
  ) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    setMessage('');
    hide();
    try {
      const answer = await callApi(revealAnswer, `/api/secrets/${id}/reveal`, {
        method: 'POST',
        body: toRevealInput(target, reason),
        signal: leaving.current?.signal,
      });
      if (answer.ok) {
        setLeft(answer.data.leftThisHour);
        setMessage(await use(answer.data));
      } else setProblem(answer.problem);
    } catch {
      // Only an abort rejects: the dialog was closed before the answer came, and it is dropped.
    } finally {
      setBusy(false);
    }
  };

  return {
    shown,
    hold,
    hide,
    names,
    problem,
    message,
    busy,
    left,
    showNames: () =>
      ask({ mode: 'fields' }, ({ versionId, stages, kind, fields = [] }) => {
        setNames({ versionId, stages, kind, fields });
        return fields.length === 0 ? `It has no fields: it is ${kind}.` : `${fields.length} fields`;
      }),
    showValue: (target: RevealTarget) =>
      ask(target, ({ kind, value = '', versionId }) => {
        // A file keeps its bytes; base64 on a screen is of use to nobody but a camera.
        if (kind === 'binary') return describeSaved(saveBinary(value, toFileName(name, versionId)), name, versionId);
        return show(targetKey(target), value) ? '' : 'Not shown: the window had lost the focus when it came.';
      }),
    copyValue: (target: RevealTarget) =>
      ask(target, async ({ value = '' }) => {
        try {
          await navigator.clipboard.writeText(value);
        } catch {
          return 'The browser did not allow copying.';
        }
        emptyClipboardLater();
        return `Copied. The clipboard is emptied in ${CLIPBOARD_SECONDS} s if the browser allows.`;
      }),
  };
}

const describeSaved = (bytes: number, name: string, versionId: string): string =>
  `It is binary: ${bytes} bytes, saved as ${toFileName(name, versionId)}. Delete the file when you are done.`;
