import type { SecretsList } from '@/lib/contract/secrets-list';
import { Chip } from '@/components/ui/chip';
import { TextLink } from '@/components/ui/text-link';
import { valueOf, withValue, without, type UrlState } from '@/components/layout/url-state';
import type { SavedView } from '@/lib/contract/saved-views';
import { ViewsMenu } from '@/components/saved-views/views-menu';
import { ViewSwitch } from '@/components/groups/view-switch';
import { Said } from '@/components/ui/said';
import { chipWords, labelOfFilter } from './facet-words';
import { clearedFilters, filtersOf, listHref } from './list-url';

interface Props {
  state: UrlState;
  list: SecretsList;
  /** All that this person may see, under no filter. */
  all: number;
  views: readonly SavedView[];
  /** Who is named by `readBy`. */
  reader: string | null;
}

export function FilterBar({ state, list, all, views, reader }: Props) {
  const filters = filtersOf(state).filter(([name]) => name !== 'q');
  const pending = valueOf(state, 'pending');
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-5 py-2.5">
      <ViewsMenu views={views} screen="secrets" state={state} />
      {filters.map((filter) => (
        <Chip
          key={filter.join('=')}
          href={listHref(without(state, filter[0], filter[1]))}
          label={chipWords(filter, labelOfFilter(filter, list.facets, reader))}
        >
          <Said text={chipWords(filter, labelOfFilter(filter, list.facets, reader))} />
        </Chip>
      ))}
      {!pending && (
        <Chip href={listHref(withValue(state, 'pending', 'include'))} label="not pending deletion">
          not pending deletion
        </Chip>
      )}
      {filtersOf(state).length > 0 && (
        <TextLink href={listHref(clearedFilters(state))} className="inline-flex min-h-6 items-center px-1">
          Clear filters
        </TextLink>
      )}
      <span className="ml-auto">
        <ViewSwitch state={state} facets={list.facets} />
      </span>
      <output className="text-ink-2 max-md:w-full">
        <b className="font-semibold text-ink">{(list.total ?? list.items.length).toLocaleString('en')}</b> of{' '}
        {all.toLocaleString('en')}
      </output>
    </div>
  );
}
