import Link from 'next/link';
import { ChevronDown } from 'lucide-react';
import { MOST_SHARED, type SavedView, type ViewScreen } from '@/lib/contract/saved-views';
import type { UrlState } from '@/components/layout/url-state';
import { MenuDetails } from '@/components/ui/menu-details';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { DeleteView } from './delete-view';
import { RenameView } from './rename-view';
import { SaveView } from './save-view';
import { ChangedView } from './changed-view';
import { openedHref } from './opened-view';
import { findViews, toViewQuery } from './view-query';

interface Props {
  views: readonly SavedView[];
  screen: ViewScreen;
  state: UrlState;
}

/** Saved views as links, one's own first; opens without a script, too. */
export function ViewsMenu({ views, screen, state }: Props) {
  const query = toViewQuery(state);
  const { shown, changed } = findViews(views, screen, state);
  const named = shown ?? changed;
  const mine = views.filter((view) => view.mine);
  const others = views.filter((view) => !view.mine);
  return (
    // Another state is another menu, which is closed.
    <MenuDetails key={`${query} ${views.length}`} data-saved-views className="group relative text-sm max-md:w-full">
      <summary className="inline-flex min-h-7 max-w-64 items-center gap-1 rounded-md border border-control bg-panel px-2 text-ink hover:bg-sunk">
        <span className="truncate">{named ? toVisibleText(named.name) : 'Saved views'}</span>
        {changed && <span className="shrink-0 text-ink-2">· changed</span>}
        <ChevronDown aria-hidden size={14} className="shrink-0 text-ink-3 group-open:rotate-180" />
      </summary>
      <div className="z-10 mt-1 flex w-80 flex-col gap-2 rounded-lg border border-line-strong bg-panel p-2 shadow-lg max-md:w-full md:absolute md:left-0">
        {changed && <ChangedView view={changed} query={query} />}
        {views.length === 0 && (
          <p className="px-2 py-1 text-ink-2">None yet. Save what you filter for often, and open it from here.</p>
        )}
        <ViewList title="Yours" views={mine} shown={shown} />
        <ViewList title="Shared by others" views={others} shown={shown} />
        {others.length >= MOST_SHARED && (
          <p className="px-2 text-ink-3">The {MOST_SHARED} that were saved last; older ones are left out.</p>
        )}
        <div className="border-t border-line pt-2 first:border-0 first:pt-0">
          <SaveView
            words={changed ? 'Save as new…' : 'Save this view…'}
            screen={screen}
            query={query}
            own={mine.map(({ name, shared }) => ({ name, shared }))}
          />
        </div>
      </div>
    </MenuDetails>
  );
}

interface ListProps {
  title: string;
  views: readonly SavedView[];
  shown: SavedView | undefined;
}

function ViewList({ title, views, shown }: ListProps) {
  if (views.length === 0) return null;
  return (
    <section aria-label={`Saved views: ${title}`}>
      <h2 className="px-2 pb-1 font-medium text-ink-3">{title}</h2>
      <ul className="max-h-72 overflow-y-auto">
        {views.map((view) => (
          <li key={view.id} className="flex items-center gap-1">
            <Link
              href={openedHref(view)}
              prefetch={false}
              aria-current={view === shown ? 'true' : undefined}
              className="flex min-h-8 min-w-0 flex-1 flex-col justify-center rounded-md px-2 py-1 hover:bg-sunk aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
            >
              <span className="wrap-anywhere">
                <Said text={view.name} />
              </span>
              {describe(view) && (
                <span className="font-normal text-ink-3">
                  <Said text={describe(view)} />
                </span>
              )}
            </Link>
            {view.mayChange && (
              <>
                <RenameView view={view} />
                <DeleteView view={{ ...view, name: toVisibleText(view.name) }} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What its name does not say. */
const describe = ({ screen, shared, mine, by }: SavedView): string =>
  [screen === 'matrix' && 'Matrix', mine ? shared && 'shared' : `by ${by}`].filter(Boolean).join(' · ');
