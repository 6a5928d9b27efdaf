'use client';
import { useId } from 'react';
import { Field, FieldHint, FieldInput, FieldLabel, inputClass } from '@/components/ui/field';
import { findUnlimited, LIFETIMES, type TokenDraft, type TokenPermission } from './token-draft';

export interface OfferedPermission {
  permission: string;
  can: string;
}

interface Props {
  offered: readonly OfferedPermission[];
  draft: TokenDraft;
  onDraft: (draft: TokenDraft) => void;
}

const PLACES = [
  ['environments', 'Environments', 'dev, staging'],
  ['accounts', 'Accounts', '123456789012'],
  ['tag', 'Tag', 'team=payments'],
  ['namePrefix', 'Name begins with', 'dev/'],
] as const;

export function TokenFields({ offered, draft, onDraft }: Props) {
  const lifetime = useId();
  const unlimited = findUnlimited(draft);
  const toggle = (permission: TokenPermission, on: boolean) =>
    onDraft({
      ...draft,
      permissions: on ? [...draft.permissions, permission] : draft.permissions.filter((one) => one !== permission),
    });
  return (
    <>
      <Field>
        <FieldLabel>Name</FieldLabel>
        <FieldInput
          value={draft.name}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => onDraft({ ...draft, name: event.target.value })}
        />
        <FieldHint>What uses it, and where. It stands in the ledger beside your name.</FieldHint>
      </Field>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 font-medium">May</legend>
        {offered.map(({ permission, can }) => (
          <label key={permission} className="flex min-h-6 items-start gap-2">
            <input
              type="checkbox"
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={draft.permissions.some((one) => one === permission)}
              onChange={(event) => toggle(permission as TokenPermission, event.target.checked)}
            />
            <span>
              {can} <span className="font-mono text-sm text-ink-3">{permission}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className="grid gap-3 sm:grid-cols-2">
        <legend className="mb-1 font-medium">
          Where <span className="font-normal text-ink-3">all that is said must hold; left empty: wherever you may</span>
        </legend>
        {PLACES.map(([key, label, example]) => (
          <Field key={key}>
            <FieldLabel>{label}</FieldLabel>
            <FieldInput
              value={draft[key]}
              maxLength={512}
              placeholder={example}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => onDraft({ ...draft, [key]: event.target.value })}
            />
          </Field>
        ))}
      </fieldset>
      <output className="block text-warn">
        {unlimited && (
          <>
            <span className="font-mono text-sm">{unlimited}</span> is about no secret: it would hold whatever is said
            under <em>Where</em>. Leave one of the two out, or make a token of its own for it.
          </>
        )}
      </output>
      <div className="flex flex-col gap-1">
        <label htmlFor={lifetime} className="font-medium">
          Expires after
        </label>
        <select
          id={lifetime}
          className={`${inputClass} sm:w-40`}
          value={draft.days}
          onChange={(event) => onDraft({ ...draft, days: Number(event.target.value) })}
        >
          {LIFETIMES.map((days) => (
            <option key={days} value={days}>
              {days} days
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
