import Link from 'next/link';
import { ChevronDown } from 'lucide-react';
import { MOST_FACET_VALUES, type SecretFacets } from '@/lib/contract/secrets-list';
import { valueOf, type UrlState } from '@/components/layout/url-state';
import { MenuDetails } from '@/components/ui/menu-details';
import { Said } from '@/components/ui/said';
import { listHref } from '@/components/secrets/list-url';
import { byWords } from './group-words';
import { groupedBy } from './groups-url';
import { tagKeyOf, tagKeys } from './tag-keys';

interface Props {
  state: UrlState;
  facets: SecretFacets | undefined;
  className: string;
}

/** Groups by any tag that what is listed has. Links in a disclosure, so that it works without a script, too. */
export function TagMenu({ state, facets, className }: Props) {
  const by = valueOf(state, 'by');
  const keys = tagKeys(facets, by);
  const chosen = tagKeyOf(by);
  if (keys.length === 0) return null;
  return (
    // Another address is another menu, which is closed.
    <MenuDetails key={listHref(state)} className="group">
      <summary aria-current={chosen === undefined ? undefined : 'true'} className={`${className} max-w-56 gap-1`}>
        <span className="truncate">
          {by === undefined || chosen === undefined ? 'Tag' : <Said text={byWords(by)} />}
        </span>
        <ChevronDown aria-hidden size={14} className="shrink-0 text-ink-3 group-open:rotate-180" />
      </summary>
      {/* It lies below the whole switch, at whose right end it begins: there it has room on a phone, too. */}
      <div className="absolute top-full right-0 z-10 mt-1 w-64 max-w-full rounded-lg border border-line-strong bg-panel p-2 shadow-lg">
        <ul aria-label="Keys of tags" className="max-h-72 overflow-y-auto">
          {keys.map((key) => (
            <li key={key}>
              <Link
                href={listHref(groupedBy(state, `tag:${key}`))}
                prefetch={false}
                aria-current={key === chosen ? 'true' : undefined}
                className="flex min-h-8 items-center rounded-md px-2 py-1 wrap-anywhere hover:bg-sunk aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
              >
                <Said text={key} />
              </Link>
            </li>
          ))}
        </ul>
        {(facets?.tag.length ?? 0) >= MOST_FACET_VALUES && (
          <p className="px-2 pt-1 text-ink-3">
            Those of the {MOST_FACET_VALUES} most frequent tags: search to narrow them.
          </p>
        )}
      </div>
    </MenuDetails>
  );
}
