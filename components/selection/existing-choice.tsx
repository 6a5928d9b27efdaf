import type { BulkMode } from './annotate-words';

const CHOICES = [
  ['keep', 'Only where there is none', 'Neither on the secret itself, nor by a prefix or a tag.'],
  ['replace', 'Also where there is one', 'What is kept on the secret itself is written over.'],
  [
    'clear',
    'Clear instead',
    'What is kept on the secret itself goes; a prefix or a tag that says something holds then.',
  ],
] as const satisfies readonly (readonly [BulkMode, string, string])[];

interface Props {
  value: BulkMode;
  onChange: (value: BulkMode) => void;
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
