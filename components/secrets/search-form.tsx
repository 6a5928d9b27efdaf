import { Search } from 'lucide-react';
import { Kbd } from '@/components/ui/kbd';
import { toHref, valueOf, without, type UrlState } from '@/components/layout/url-state';
import { LIST_PATH } from './list-url';
import { SearchInput } from './search-input';
import { SECRETS_WORDS, type SearchWords } from './search-words';

interface Props {
  state: UrlState;
  path?: string;
  words?: SearchWords;
}

/** A GET form: the browser alone can send it; with JavaScript the list follows as one types. */
export function SearchForm({ state, path = LIST_PATH, words = SECRETS_WORDS }: Props) {
  const others = without(state, 'q');
  return (
    <search className="min-w-52 flex-1">
      <form
        action={path}
        method="get"
        className="flex min-h-8 items-center gap-2 rounded-lg border border-control bg-panel pr-2 pl-2.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus"
      >
        <Search aria-hidden size={14} className="shrink-0 text-ink-3" />
        {others.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <SearchInput text={valueOf(state, 'q') ?? ''} base={toHref(path, others)} words={words} />
        <Kbd aria-hidden className="max-md:hidden">
          /
        </Kbd>
      </form>
    </search>
  );
}
