import Form from 'next/form';
import { buttonClass } from '@/components/ui/button-class';
import { inputClass } from '@/components/ui/field';
import { TextLink } from '@/components/ui/text-link';
import { principalPath, readListHref } from './principal-url';
import { RotateRead } from './rotate-read';

interface Props {
  principal: { id: string; label: string };
  since: string | undefined;
  /** On any secret at all. */
  mayRotate: boolean;
}

/** What did it read since then: here, or as a list of secrets that one can go on with. A form that needs no script. */
export function SinceForm({ principal: { id, label }, since, mayRotate }: Props) {
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2 px-4 pb-3">
      <Form action={principalPath(id)} prefetch={false} scroll={false} className="flex flex-wrap items-end gap-2">
        <label className="flex flex-col gap-0.5 text-sm text-ink-3">
          Since the day (UTC)
          <input type="date" name="since" defaultValue={since} className={inputClass} />
        </label>
        <button type="submit" className={buttonClass()}>
          Show
        </button>
      </Form>
      {since !== undefined && (
        <TextLink href={principalPath(id)} className="inline-flex min-h-8 items-center">
          Ever
        </TextLink>
      )}
      <TextLink href={readListHref(id, since)} className="inline-flex min-h-8 items-center">
        {since === undefined ? 'List all that it read, to rotate it' : `List what it read since ${since}, to rotate it`}
      </TextLink>
      <RotateRead principal={{ id, label }} since={since} mayRotate={mayRotate} />
    </div>
  );
}
