import { FIELDS, type AnnotatedField } from './annotate-words';

const LABELS = { owner: 'Owner', note: 'Note', runbook: 'Runbook link' } as const satisfies Record<
  AnnotatedField,
  string
>;

interface Props {
  marked: readonly AnnotatedField[];
  onChange: (marked: readonly AnnotatedField[]) => void;
}

/** In the place of the fields: which of them are cleared. */
export function ClearFields({ marked, onChange }: Props) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 font-medium">What to clear</legend>
      {FIELDS.map((field) => (
        <label key={field} className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-accent"
            checked={marked.includes(field)}
            onChange={(event) =>
              onChange(event.target.checked ? [...marked, field] : marked.filter((one) => one !== field))
            }
          />
          {LABELS[field]}
        </label>
      ))}
    </fieldset>
  );
}
