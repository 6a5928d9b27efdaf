'use client';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';

interface Props {
  asks: SecretDetail['asks'];
  value: string;
  onChange: (reason: string) => void;
}

/** Why, and the ticket where the environment asks for one; the server looks for it. */
export function RevealReason({ asks: { revealReason, revealTicket }, value, onChange }: Props) {
  return (
    <Field>
      <FieldLabel>{revealTicket ? 'Ticket and reason' : `Reason${revealReason ? '' : ' (optional)'}`}</FieldLabel>
      <FieldInput value={value} maxLength={500} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
      {revealTicket && (
        <FieldHint>
          A ticket is needed here, such as <span className="font-mono">{revealTicket.example}</span>. It stands in the
          ledger.
        </FieldHint>
      )}
      {revealReason && !revealTicket && (
        <FieldHint>Needed here, in at least three characters. It stands in the ledger.</FieldHint>
      )}
    </Field>
  );
}
