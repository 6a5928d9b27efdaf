'use client';
import { useId, useState } from 'react';
import { environmentsPreview, MOST_RULES_TEXT, type EnvironmentsPreview } from '@/lib/contract/environments-preview';
import { callApi, type ApiAnswer } from '@/components/api/call-api';
import { Button } from '@/components/ui/button';
import { inputClass } from '@/components/ui/field';
import { classNames } from '@/components/ui/class-names';
import { PreviewOutcome } from './preview-outcome';

/** Tries other rules on the secrets in sight; the file itself is never written. */
export function PreviewRules({ text }: { text: string }) {
  const [edited, setEdited] = useState(text);
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<ApiAnswer<EnvironmentsPreview> | null>(null);
  const [label, hint] = [useId(), useId()];
  const ask = async () => {
    if (busy) return;
    setBusy(true);
    const path = '/api/settings/environments/preview';
    setAnswer(await callApi(environmentsPreview, path, { method: 'POST', body: { environments: edited } }));
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={label} className="font-medium">
        Rules to try
      </label>
      <p id={hint} className="text-sm text-ink-3">
        As they would stand in keyledger.yaml. Nothing is changed by trying; to put them in force, change the file.
      </p>
      <textarea
        id={label}
        aria-describedby={hint}
        value={edited}
        maxLength={MOST_RULES_TEXT}
        rows={Math.min(16, text.split('\n').length + 1)}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setEdited(event.target.value)}
        className={classNames(inputClass, 'font-mono text-sm leading-relaxed whitespace-pre overflow-x-auto')}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button aria-disabled={busy} onClick={() => void ask()}>
          Preview
        </Button>
        {edited !== text && (
          <Button
            variant="quiet"
            onClick={() => {
              setEdited(text);
              setAnswer(null);
            }}
          >
            Back to the rules in force
          </Button>
        )}
        <output className="text-sm text-ink-3">{busy ? 'counting…' : ''}</output>
      </div>
      <div aria-live="polite">{answer && <PreviewOutcome answer={answer} />}</div>
    </div>
  );
}
