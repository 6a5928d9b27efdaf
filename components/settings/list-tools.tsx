import { FilterLinks, type FilterLink } from '@/components/layout/filter-links';
import type { UrlState } from '@/components/layout/url-state';
import { SearchForm } from '@/components/secrets/search-form';
import type { SearchWords } from '@/components/secrets/search-words';

interface Props {
  path: string;
  state: UrlState;
  search: SearchWords;
  title: string;
  links: readonly FilterLink[];
}

/** What narrows a long table: a text, and a word of each row with how many have it. */
export function ListTools({ path, state, search, title, links }: Props) {
  return (
    <div className="flex flex-col gap-2 border-b border-line px-4 pb-2.5">
      <SearchForm state={state} path={path} words={search} />
      {links.length > 0 && <FilterLinks title={title} links={links} />}
    </div>
  );
}
