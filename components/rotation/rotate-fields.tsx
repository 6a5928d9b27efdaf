'use client';
import type { PreflightView } from '@/lib/contract/rotation';
import { Said } from '@/components/ui/said';
import { NameField } from './name-field';
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
        <NameField
          of="secret"
          name={name}
          value={draft.typedName}
          onChange={(typedName) => onDraft({ ...draft, typedName })}
        />
      )}
    </>
  );
}
