import type { GroupsList } from '@/lib/contract/groups-list';
import { TextLink } from '@/components/ui/text-link';
import { toVisibleText } from '@/components/ui/visible-text';
import type { UrlState } from '@/components/layout/url-state';
import { listHref } from '@/components/secrets/list-url';
import { GroupRow } from './group-row';
import { rootedAt, rowsWithout } from './groups-url';
import { describeGroups, describeWithout } from './group-words';

export interface Tree {
  by: string;
  /** The folder that the tree begins at; empty: the top. */
  under: string;
  /** By folder: what was read of it. The one at `under` is always there. */
  levels: ReadonlyMap<string, GroupsList>;
}

/** Nested lists: a folder opens in its place, by a link that says whether it is open. */
export function GroupTree({ tree, state }: { tree: Tree; state: UrlState }) {
  const { by, under, levels } = tree;
  const top = levels.get(under);
  if (!top) return null;
  return (
    <section aria-label={describeGroups(by, top.total)}>
      <p className="flex flex-wrap items-center gap-x-3 border-b border-line px-4 py-1.5 text-sm text-ink-3 max-md:px-5">
        <span className="min-w-0 flex-1">
          {describeGroups(by, top.total)}
          {under !== '' && (
            <>
              {' in '}
              <bdi className="font-mono text-ink">{toVisibleText(under)}</bdi>{' '}
              <TextLink href={listHref(rootedAt(state, ''))}>Back to the top</TextLink>
            </>
          )}
        </span>
        <span aria-hidden className="w-28 max-md:hidden">
          Worst rotation
        </span>
        <span aria-hidden className="w-20 text-right max-md:hidden">
          Secrets
        </span>
      </p>
      <Level tree={tree} list={top} at={under} state={state} />
      {top.without > 0 && (
        <p className="flex min-h-9 items-center gap-3 border-b border-line py-1.5 pr-4 pl-9 text-ink-2 max-md:pr-5">
          <span className="min-w-0 flex-1">{describeWithout(by)}</span>
          <TextLink
            href={listHref(rowsWithout(state, by))}
            aria-label={`${top.without} secrets ${describeWithout(by)}`}
          >
            {top.without.toLocaleString('en')}
          </TextLink>
        </p>
      )}
    </section>
  );
}

interface LevelProps {
  tree: Tree;
  list: GroupsList;
  at: string;
  state: UrlState;
}

function Level({ tree, list, at, state }: LevelProps) {
  return (
    <ul className="group-tree">
      {list.items.map((group) => {
        const inside = group.key === at ? undefined : tree.levels.get(group.key);
        return (
          <li key={group.key}>
            <GroupRow by={tree.by} group={group} at={at} open={inside !== undefined} state={state} />
            {inside && <Level tree={tree} list={inside} at={group.key} state={state} />}
          </li>
        );
      })}
      {at !== tree.under && list.nextCursor && (
        <li className="px-4 py-1.5">
          <TextLink href={listHref(rootedAt(state, at))}>
            All {list.total.toLocaleString('en')} in <bdi className="font-mono">{toVisibleText(at)}</bdi>
          </TextLink>
        </li>
      )}
    </ul>
  );
}
