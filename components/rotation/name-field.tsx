import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { Said } from '@/components/ui/said';

interface Props {
  /** The whole name that is to be typed. */
  name: string;
  value: string;
  onChange: (typed: string) => void;
}

export function NameField({ name, value, onChange }: Props) {
  return (
    <Field>
      <FieldLabel>Type the name of the secret</FieldLabel>
      <FieldInput
        value={value}
        maxLength={512}
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldHint>
        <span className="font-mono wrap-anywhere">
          <Said text={name} />
        </span>
      </FieldHint>
    </Field>
  );
}
