import type { Existing } from '@/lib/domain/annotate-many';

const CHOICES = [
  ['keep', 'Only where there is none', 'Neither on the secret itself, nor by a prefix or a tag.'],
  ['replace', 'Also where there is one', 'What is kept on the secret itself is written over.'],
] as const satisfies readonly (readonly [Existing, string, string])[];

interface Props {
  value: Existing;
  onChange: (value: Existing) => void;
  /** What would be lost. */
  warning: string | null;
}

export function ExistingChoice({ value, onChange, warning }: Props) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">Where to set it</legend>
      {CHOICES.map(([choice, words, hint]) => (
        <label key={choice} className="flex min-h-6 items-start gap-2">
          <input
            type="radio"
            name="existing"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={value === choice}
            onChange={() => onChange(choice)}
          />
          <span>
            {words}
            <span className="block text-ink-3">{hint}</span>
          </span>
        </label>
      ))}
      <output className="text-warn">{warning}</output>
    </fieldset>
  );
}
