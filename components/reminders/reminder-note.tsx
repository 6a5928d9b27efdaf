'use client';
import { LONGEST_FIELDS } from '@/lib/contract/annotations';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';

interface Props {
  label: string;
  value: string;
  onChange: (note: string) => void;
}

export function ReminderNote({ label, value, onChange }: Props) {
  return (
    <Field>
      <FieldLabel>{label}</FieldLabel>
      <FieldInput
        render={<textarea rows={3} />}
        className="resize-y"
        value={value}
        maxLength={LONGEST_FIELDS.note}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldHint>Never a secret value: whoever sees the secret reads this, and the ledger keeps it for good.</FieldHint>
    </Field>
  );
}
