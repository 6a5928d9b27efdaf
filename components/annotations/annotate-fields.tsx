'use client';
import { LONGEST_FIELDS } from '@/lib/contract/annotations';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import type { AnnotationDraft } from './annotation-draft';

interface Props {
  draft: AnnotationDraft;
  onChange: (change: Partial<AnnotationDraft>) => void;
}

export function AnnotateFields({ draft, onChange }: Props) {
  return (
    <>
      <Field>
        <FieldLabel>Owner</FieldLabel>
        <FieldInput
          value={draft.owner}
          maxLength={LONGEST_FIELDS.owner}
          autoComplete="off"
          onChange={(event) => onChange({ owner: event.target.value })}
        />
        <FieldHint>A team or an address. It goes before an owner or team tag in AWS.</FieldHint>
      </Field>
      <Field>
        <FieldLabel>Note</FieldLabel>
        <FieldInput
          render={<textarea rows={5} />}
          className="resize-y"
          value={draft.note}
          maxLength={LONGEST_FIELDS.note}
          onChange={(event) => onChange({ note: event.target.value })}
        />
        <FieldHint>
          Never a secret value: whoever sees the secret reads this and finds it by search, exports carry it, and the
          ledger keeps it for good.
        </FieldHint>
      </Field>
      <Field>
        <FieldLabel>Runbook link</FieldLabel>
        <FieldInput
          type="url"
          inputMode="url"
          value={draft.runbook}
          maxLength={LONGEST_FIELDS.runbook}
          autoComplete="off"
          onChange={(event) => onChange({ runbook: event.target.value })}
        />
        <FieldHint>An address with https:// or http://.</FieldHint>
      </Field>
    </>
  );
}
