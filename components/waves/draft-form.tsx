'use client';
import { useState, type FormEvent } from 'react';
import { useRouter } from 'next/navigation';
import { LONGEST_WAVE_NAME, WAVE_LIMITS, waveDetail } from '@/lib/contract/waves';
import { useCall } from '@/components/api/use-call';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { toDraftInput, toWaveName, type DraftSource, type WaveDraft } from './wave-draft';
import { wavePath } from './waves-url';

const today = (): string => new Date().toISOString().slice(0, 10);

export function DraftForm({ source, name }: { source: DraftSource; name: string }) {
  // As it was opened, also where the page behind it is read anew.
  const [asked] = useState(source);
  const since = asked.kind === 'principal' ? asked.since : '';
  const [draft, setDraft] = useState<WaveDraft>({
    name: toWaveName(`${name}, ${today()}`),
    since,
    concurrency: '1',
    pause: '0',
    stopAfter: '1',
  });
  const { busy, problem, call } = useCall();
  const router = useRouter();
  const input = toDraftInput(asked, draft);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (!input) return;
    const answer = await call(waveDetail, '/api/waves', { method: 'POST', body: input });
    if (answer?.ok) router.push(wavePath(answer.data.id));
  };
  const typed = (field: keyof WaveDraft) => ({
    value: draft[field],
    onChange: (event: { target: { value: string } }) => setDraft({ ...draft, [field]: event.target.value }),
  });
  return (
    // What a day and a number may be the server says, in its own words.
    <form noValidate onSubmit={(event) => void make(event)}>
      <DialogBody>
        <Field>
          <FieldLabel>Name</FieldLabel>
          <FieldInput {...typed('name')} maxLength={LONGEST_WAVE_NAME} autoComplete="off" />
          <FieldHint>
            All who see one of its secrets read it. Where prod asks for a typed name it is this one.
          </FieldHint>
        </Field>
        {asked.kind === 'principal' && (
          <Field>
            <FieldLabel>All that it read since</FieldLabel>
            <FieldInput {...typed('since')} type="date" />
            <FieldHint>The beginning of this day, in UTC.</FieldHint>
          </Field>
        )}
        <div className="grid gap-3 sm:grid-cols-3">
          <Field>
            <FieldLabel>At once</FieldLabel>
            <FieldInput {...typed('concurrency')} type="number" inputMode="numeric" min={1} max={WAVE_LIMITS.atOnce} />
            <FieldHint>{WAVE_LIMITS.atOnce} at most.</FieldHint>
          </Field>
          <Field>
            <FieldLabel>Pause, in seconds</FieldLabel>
            <FieldInput {...typed('pause')} type="number" inputMode="numeric" min={0} max={WAVE_LIMITS.pauseSeconds} />
            <FieldHint>Between two rotations.</FieldHint>
          </Field>
          <Field>
            <FieldLabel>Stop at … failures</FieldLabel>
            <FieldInput {...typed('stopAfter')} type="number" inputMode="numeric" min={1} max={WAVE_LIMITS.secrets} />
            <FieldHint>Empty: it goes on.</FieldHint>
          </Field>
        </div>
        <p className="text-ink-2">
          The lowest environment comes first, and the next begins when all of it has ended. Within one, a secret whose
          note has a line <span className="font-mono">depends on: NAME</span> comes after that one.
        </p>
        {problem && <ProblemNotice problem={problem} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose className={buttonClass()}>Cancel</DialogClose>
        <Button type="submit" variant="primary" disabled={!input} aria-disabled={busy}>
          Make the dry run
        </Button>
      </DialogFooter>
    </form>
  );
}
