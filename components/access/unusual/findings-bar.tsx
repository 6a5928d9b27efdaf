'use client';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useFindingActs } from './finding-acts';
import { CHANGE_WORDS } from './finding-words';

/** What is selected, and what can be done with it. There before anything is, so that nothing moves under the pointer. */
export function FindingsBar() {
  const acts = useFindingActs();
  const whole = useRef<HTMLInputElement>(null);
  const page = acts ? [...acts.open, ...acts.dismissed] : [];
  const count = acts?.chosen.length ?? 0;
  const isWhole = count > 0 && count === page.length;
  useEffect(() => {
    if (whole.current) whole.current.indeterminate = count > 0 && !isWhole;
  });
  if (!useHydrated() || !acts || (page.length === 0 && acts.told === '')) return null;
  const { open, dismissed, chosen, choose, ask, told, bar } = acts;
  const clear = () => {
    choose(page, false);
    // What was pressed is gone.
    whole.current?.focus();
  };
  return (
    <section
      aria-label="Selection"
      ref={bar}
      tabIndex={-1}
      className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-5 py-1.5"
    >
      {page.length > 0 && (
        <label className="flex min-h-6 items-center gap-2 text-ink-2">
          <input
            type="checkbox"
            className="size-4 shrink-0 accent-accent"
            ref={whole}
            checked={isWhole}
            onChange={() => choose(page, !isWhole)}
          />
          Select this page
        </label>
      )}
      <output aria-live="polite" className="text-ink-2">
        {count > 0 ? (
          <>
            <b className="font-semibold text-ink">{count.toLocaleString('en')}</b> selected
          </>
        ) : (
          told
        )}
      </output>
      {count > 0 && (
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <Button size="small" variant="quiet" onClick={clear}>
            Clear
          </Button>
          {(['dismiss', 'reopen'] as const).map((change) => {
            const ids = (change === 'dismiss' ? open : dismissed).filter((id) => chosen.includes(id));
            if (ids.length === 0) return null;
            return (
              <Button key={change} size="small" aria-haspopup="dialog" onClick={() => ask({ change, ids })}>
                {CHANGE_WORDS[change].act} {ids.length.toLocaleString('en')}…
              </Button>
            );
          })}
        </span>
      )}
    </section>
  );
}
