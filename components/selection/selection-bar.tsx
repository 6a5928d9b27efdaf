'use client';
import { useEffect, useRef } from 'react';
import { Download } from 'lucide-react';
import { MOST_IDS } from '@/lib/contract/secrets-query';
import { toHref, type UrlState } from '@/components/layout/url-state';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { useHydrated } from '@/components/ui/use-hydrated';
import { AnnotateSelected } from './annotate-selected';
import { RotateSelected } from './rotate-selected';
import { countOf, hasRoomFor, isSelected, nothingOf, toggled } from './selection';
import { usePage } from './selection-page';
import { useSelection } from './use-selection';

const EXPORT = '/api/secrets/export';

interface Props {
  /** All that match, on all pages. */
  total: number;
  /** What the export of all that match is asked with. */
  asked: UrlState;
  /** What narrows the list, as the API takes it. */
  narrowed: Record<string, string | string[]>;
  mayAnnotate: boolean;
  mayRotate: boolean;
}

/** What is selected, and what can be done with it. There before anything is, so that nothing moves under the pointer. */
export function SelectionBar({ total, asked, narrowed, mayAnnotate, mayRotate }: Props) {
  const { filter, ids } = usePage();
  const [selection, select] = useSelection(filter);
  const first = useRef<HTMLInputElement>(null);
  const here = ids.filter((id) => isSelected(selection, id)).length;
  const whole = here === ids.length;
  useEffect(() => {
    if (first.current) first.current.indeterminate = here > 0 && !whole;
  });
  // Its room is kept until the script is there: a table that moved down then would move from under a click.
  if (!useHydrated()) return <div aria-hidden className="min-h-11 border-b border-line" />;
  const count = countOf(selection);
  const isFull = !whole && !hasRoomFor(selection, ids);
  const exported = selection.total === null ? selection.ids.map((id) => ['id', id] as const) : asked;
  const chosen = selection.total === null ? { ids: [...selection.ids] } : { filter: narrowed, total: selection.total };
  const clear = () => {
    select(nothingOf(filter));
    // What was pressed is gone.
    first.current?.focus();
  };
  return (
    <section
      aria-label="Selection"
      className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-1.5 max-md:px-5"
    >
      <label className="flex min-h-6 items-center gap-2 text-ink-2">
        <input
          type="checkbox"
          className="size-4 shrink-0 accent-accent"
          ref={first}
          checked={whole}
          disabled={isFull}
          onChange={() => select(toggled(selection, ids, !whole, ids))}
        />
        Select this page
      </label>
      {whole && selection.total === null && total > ids.length && (
        <Button size="small" onClick={() => select({ filter, ids: [], total })}>
          Select all {total.toLocaleString('en')} that match
        </Button>
      )}
      <output aria-live="polite" className="text-ink-2">
        {count > 0 && (
          <>
            <b className="font-semibold text-ink">{count.toLocaleString('en')}</b> selected
            {selection.total !== null && ', all that match'}
            {isFull && `. At most ${MOST_IDS} by hand`}
          </>
        )}
      </output>
      {count > 0 && (
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <Button size="small" variant="quiet" onClick={clear}>
            Clear
          </Button>
          {(['csv', 'jsonl'] as const).map((format) => (
            <a
              key={format}
              href={toHref(format === 'csv' ? `${EXPORT}.csv` : EXPORT, exported)}
              download
              aria-label={`Export what is selected as ${format === 'csv' ? 'CSV' : 'JSON lines'}`}
              className={buttonClass({ size: 'small' })}
            >
              <Download aria-hidden size={13} /> {format === 'csv' ? 'CSV' : 'JSON lines'}
            </a>
          ))}
          {mayAnnotate && <AnnotateSelected chosen={chosen} count={count} />}
          <RotateSelected chosen={chosen} count={count} mayRotate={mayRotate} />
        </span>
      )}
    </section>
  );
}
