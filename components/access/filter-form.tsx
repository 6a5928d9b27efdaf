import Form from 'next/form';
import { Search } from 'lucide-react';
import { Kbd } from '@/components/ui/kbd';
import type { UrlState } from '@/components/layout/url-state';
import { FilterInput } from './filter-input';
import { ACCESS_PATH } from './events-url';
import type { KnownValues } from './suggest-tokens';

/** A GET form: the browser alone can send it; the field holds the whole filter. */
export function FilterForm({ text, known, kept = [] }: { text: string; known: KnownValues; kept?: UrlState }) {
  return (
    <search className="min-w-52 flex-1">
      <Form
        action={ACCESS_PATH}
        prefetch={false}
        scroll={false}
        className="flex min-h-8 items-center gap-2 rounded-lg border border-control bg-panel pr-2 pl-2.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus"
      >
        <Search aria-hidden size={14} className="shrink-0 text-ink-3" />
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <FilterInput text={text} known={known} />
        <Kbd aria-hidden className="max-md:hidden">
          /
        </Kbd>
      </Form>
    </search>
  );
}
