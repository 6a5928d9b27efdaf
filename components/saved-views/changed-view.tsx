'use client';
import { useRef } from 'react';
import { savedView, type SavedView } from '@/lib/contract/saved-views';
import { ProblemNotice } from '@/components/layout/problem-notice';
import { Button } from '@/components/ui/button';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { openedHref } from './opened-view';
import { useViewChange } from './use-view-change';

/** What was opened is not what is shown: back to it, or written over where it is one's own. */
export function ChangedView({ view, query }: { view: SavedView; query: string }) {
  const { busy, problem, change, readAnew } = useViewChange();
  const section = useRef<HTMLElement>(null);
  const over = useRef<HTMLButtonElement>(null);
  const save = async () => {
    const { id, name, shared, savedAt } = view;
    const body = { query, seen: { name, shared, savedAt } };
    if (!(await change(savedView, `/api/views/${encodeURIComponent(id)}`, { method: 'POST', body }))) return;
    // This part goes, and the focus would go with it.
    const menu = section.current?.closest('details');
    if (!menu) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  };
  return (
    <section ref={section} aria-label="Changed view" className="flex flex-col gap-2 border-b border-line px-2 pb-2">
      <p className="wrap-anywhere text-ink-2">
        Changed since{' '}
        <b className="font-medium text-ink">
          <Said text={view.name} />
        </b>{' '}
        was opened.
        {!view.mine && ' It is not yours: save what is shown now under a name of your own.'}
      </p>
      <p className="flex flex-wrap items-center gap-3">
        {view.mine && (
          <Button ref={over} size="small" aria-disabled={busy} onClick={() => void save()}>
            Save the change
          </Button>
        )}
        <TextLink href={openedHref(view)} className="inline-flex min-h-6 items-center">
          Back to the view
        </TextLink>
      </p>
      {view.mine && view.shared && <p className="text-ink-3">Others see the view; they see the change then.</p>}
      {problem && <ProblemNotice problem={problem} />}
      {problem?.code === 'conflict' && (
        <p>
          <Button
            size="small"
            onClick={() => {
              readAnew();
              over.current?.focus();
            }}
          >
            Show the view as it is now
          </Button>
        </p>
      )}
    </section>
  );
}
