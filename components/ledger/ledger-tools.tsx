import Form from 'next/form';
import { Search } from 'lucide-react';
import { valueOf, without, type UrlState } from '@/components/layout/url-state';
import { buttonClass } from '@/components/ui/button-class';
import { inputClass } from '@/components/ui/field';
import { LEDGER_PATH } from './ledger-url';

/** `2026-11-25T10:00:00.000Z` as the field of a form has it, in UTC. */
const toField = (time: string | undefined): string | undefined => time?.slice(0, 16);

/** A GET form, which the browser alone can send; what is chosen beside it is sent along. */
export function LedgerSearch({ state }: { state: UrlState }) {
  const kept = ['q', 'from', 'to', 'cursor'].reduce((left, name) => without(left, name), state);
  return (
    <search className="border-b border-line px-5 py-2">
      <Form action={LEDGER_PATH} prefetch={false} scroll={false} className="flex flex-wrap items-end gap-2">
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <label className="flex min-w-52 flex-1 flex-col gap-0.5 text-sm text-ink-3">
          In reason, person or secret
          <input type="search" name="q" maxLength={256} defaultValue={valueOf(state, 'q')} className={inputClass} />
        </label>
        <label className="flex flex-col gap-0.5 text-sm text-ink-3">
          From (UTC)
          <input
            type="datetime-local"
            name="from"
            defaultValue={toField(valueOf(state, 'from'))}
            className={inputClass}
          />
        </label>
        <label className="flex flex-col gap-0.5 text-sm text-ink-3">
          To (UTC)
          <input type="datetime-local" name="to" defaultValue={toField(valueOf(state, 'to'))} className={inputClass} />
        </label>
        <button type="submit" className={buttonClass()}>
          <Search aria-hidden size={14} /> Search
        </button>
      </Form>
    </search>
  );
}
