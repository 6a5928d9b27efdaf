import { classNames } from '@/components/ui/class-names';
import { Field, FieldHint, FieldInput, FieldLabel } from '@/components/ui/field';
import { Said } from '@/components/ui/said';

interface Props {
  of: 'secret' | 'wave';
  /** The whole name that is to be typed. */
  name: string;
  value: string;
  onChange: (typed: string) => void;
}

export function NameField({ of, name, value, onChange }: Props) {
  const look = of === 'secret' && 'font-mono';
  return (
    <Field>
      <FieldLabel>Type the name of the {of}</FieldLabel>
      <FieldInput
        value={value}
        maxLength={512}
        autoComplete="off"
        spellCheck={false}
        className={classNames(look)}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldHint>
        <span className={classNames('wrap-anywhere', look)}>
          <Said text={name} />
        </span>
      </FieldHint>
    </Field>
  );
}
