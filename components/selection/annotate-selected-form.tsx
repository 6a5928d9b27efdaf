'use client';
import { useEffect, useState, type FormEvent } from 'react';
import { useRouter } from 'next/navigation';
import {
  annotatedMany,
  annotationsPreview,
  type AnnotatedMany,
  type AnnotationsPreview,
} from '@/lib/contract/bulk-annotations';
import type { Problem } from '@/lib/contract/problem';
import { callApi } from '@/components/api/call-api';
import { AnnotateFields } from '@/components/annotations/annotate-fields';
import { NOTHING_ANNOTATED, toDraft } from '@/components/annotations/annotation-draft';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Annotated } from './annotated';
import type { ChosenInput } from './annotate-selected';
import { ExistingChoice } from './existing-choice';
import { overwriteWords, previewWords, toBulkChange, type AnnotatedField, type BulkMode } from './annotate-words';
import { ClearFields } from './clear-fields';

const PATH = '/api/annotations/bulk';

/** What would be met is looked at first, and only that is changed. */
export function AnnotateSelectedForm({ chosen, onDone }: { chosen: ChosenInput; onDone: () => void }) {
  const [draft, setDraft] = useState(() => toDraft(NOTHING_ANNOTATED));
  const [mode, setMode] = useState<BulkMode>('keep');
  const [marked, setMarked] = useState<readonly AnnotatedField[]>([]);
  const [preview, setPreview] = useState<AnnotationsPreview | null>(null);
  const [done, setDone] = useState<AnnotatedMany | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const router = useRouter();
  const [asked] = useState(chosen);
  useEffect(() => {
    const ended = new AbortController();
    callApi(annotationsPreview, `${PATH}/preview`, { method: 'POST', body: asked, signal: ended.signal })
      .then((answer) => (answer.ok ? setPreview(answer.data) : setProblem(answer.problem)))
      .catch(() => undefined);
    return () => ended.abort();
  }, [asked]);
  const change = toBulkChange(mode, draft, marked);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !preview || !change) return;
    setBusy(true);
    const body = { ...asked, ...change.fields, existing: change.existing, seen: preview.seen };
    const answer = await callApi(annotatedMany, PATH, { method: 'POST', body });
    setBusy(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setDone(answer.data);
    router.refresh();
  };
  if (done) return <Annotated done={done} onClose={onDone} />;
  return (
    // What an address may be the server says, in its own words.
    <form noValidate onSubmit={(event) => void save(event)}>
      <DialogBody>
        <output className="text-ink-2">
          {preview ? previewWords(preview) : problem ? '' : 'Looking at what is there…'}
        </output>
        {mode === 'clear' ? (
          <ClearFields marked={marked} onChange={setMarked} />
        ) : (
          <AnnotateFields draft={draft} onChange={(typed) => setDraft((known) => ({ ...known, ...typed }))} />
        )}
        <ExistingChoice value={mode} onChange={setMode} warning={preview && overwriteWords(preview, change)} />
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button type="submit" variant="primary" disabled={!preview || !change} aria-disabled={busy}>
          {mode === 'clear' ? 'Clear' : 'Save'}
        </Button>
      </DialogFooter>
    </form>
  );
}
