'use client';
import type { PreflightView } from '@/lib/contract/rotation';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { Said } from '@/components/ui/said';
import { ReasonField } from './reason-field';
import type { RotateDraft } from './rotate-draft';

interface Props {
  name: string;
  preflight: PreflightView;
  draft: RotateDraft;
  onDraft: (draft: RotateDraft) => void;
}

/** Why, and the typed name where the environment asks for one. */
export function RotateFields({ name, preflight, draft, onDraft }: Props) {
  return (
    <>
      <ReasonField
        needed={preflight.asks.reason}
        value={draft.reason}
        onChange={(reason) => onDraft({ ...draft, reason })}
      >
        It stands in the ledger beside your name. AWS is told <Said text={preflight.recordedAs} />.
      </ReasonField>
      {preflight.asks.typedName && (
        <Field>
          <FieldLabel>Type the name of the secret</FieldLabel>
          <FieldInput
            value={draft.typedName}
            maxLength={512}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            onChange={(event) => onDraft({ ...draft, typedName: event.target.value })}
          />
          <FieldHint>
            <span className="font-mono wrap-anywhere">
              <Said text={name} />
            </span>
          </FieldHint>
        </Field>
      )}
    </>
  );
}
