'use client';
import type { ReactNode } from 'react';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';

interface Props {
  needed: boolean;
  value: string;
  onChange: (reason: string) => void;
  /** Where it will stand. */
  children: ReactNode;
}

export function ReasonField({ needed, value, onChange, children }: Props) {
  return (
    <Field>
      <FieldLabel>Reason{needed ? '' : ' (optional)'}</FieldLabel>
      <FieldInput value={value} maxLength={500} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      <FieldHint>{children}</FieldHint>
    </Field>
  );
}
