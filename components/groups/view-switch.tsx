import Link from 'next/link';
import type { SecretFacets } from '@/lib/contract/secrets-list';
import { valueOf, type UrlState } from '@/components/layout/url-state';
import { listHref } from '@/components/secrets/list-url';
import { filtersOfMatrix, matrixHref } from '@/components/matrix/matrix-url';
import { byWords } from './group-words';
import { asList, groupedBy } from './groups-url';
import { TagMenu } from './tag-menu';

const LOOK =
  'inline-flex min-h-6 items-center rounded-md px-1.5 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-panel aria-[current]:font-medium aria-[current]:text-ink aria-[current]:ring-1 aria-[current]:ring-line';

const GROUPINGS = ['path', 'service', 'env'];

interface Props {
  state: UrlState;
  facets: SecretFacets | undefined;
  matrix?: boolean;
}

/** The same secrets as a list, in groups, or by environment. */
export function ViewSwitch({ state, facets, matrix = false }: Props) {
  const by = valueOf(state, 'by');
  return (
    <nav aria-label="Views" className="relative flex min-w-0 flex-wrap items-center gap-0.5 text-sm">
      <Link
        href={listHref(asList(state))}
        prefetch={false}
        aria-current={by || matrix ? undefined : 'true'}
        className={LOOK}
      >
        List
      </Link>
      <span className="px-1 text-ink-3">by</span>
      {GROUPINGS.map((one) => (
        <Link
          key={one}
          href={listHref(groupedBy(state, one))}
          prefetch={false}
          aria-current={one === by ? 'true' : undefined}
          className={LOOK}
        >
          {byWords(one)}
        </Link>
      ))}
      <TagMenu state={state} facets={facets} className={LOOK} />
      <Link
        href={matrixHref(filtersOfMatrix(state))}
        prefetch={false}
        aria-current={matrix ? 'true' : undefined}
        className={LOOK}
      >
        Matrix
      </Link>
    </nav>
  );
}
