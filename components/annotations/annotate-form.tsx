'use client';
import { useState, type FormEvent } from 'react';
import { useRouter } from 'next/navigation';
import { annotationView, type AnnotationView } from '@/lib/contract/annotations';
import { useCall } from '@/components/api/use-call';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import type { AnnotatePlace } from './annotate';
import { AnnotateFields } from './annotate-fields';
import { toDraft } from './annotation-draft';

interface Props {
  place: AnnotatePlace;
  annotation: AnnotationView;
  onDone: () => void;
}

export function AnnotateForm({ place, annotation, onDone }: Props) {
  const [draft, setDraft] = useState(() => toDraft(annotation));
  const [prefix, setPrefix] = useState('');
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const isNew = place.kind === 'prefix' && place.prefix === null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const fields = { ...draft, revision: annotation.revision };
    const [path, body] =
      place.kind === 'secret'
        ? [`/api/secrets/${place.id}/annotation`, fields]
        : ['/api/annotations', { ...fields, prefix: place.prefix ?? prefix }];
    const answer = await call(annotationView, path, { method: 'POST', body });
    if (!answer?.ok) return;
    onDone();
    router.refresh();
  };
  return (
    // What an address may be the server says, in its own words.
    <form noValidate onSubmit={(event) => void save(event)}>
      <DialogBody>
        {isNew && (
          <Field>
            <FieldLabel>Prefix</FieldLabel>
            <FieldInput
              className="font-mono"
              value={prefix}
              maxLength={512}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setPrefix(event.target.value)}
            />
            <FieldHint>How the names begin, taken literally: prod/payments/ and prod/payments- are two.</FieldHint>
          </Field>
        )}
        <AnnotateFields draft={draft} onChange={(change) => setDraft((known) => ({ ...known, ...change }))} />
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button type="submit" variant="primary" disabled={isNew && prefix === ''} aria-disabled={busy}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}
