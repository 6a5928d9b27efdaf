import type { GroupsList, GroupsQuery, SecretsScreenQuery } from '@/lib/contract/groups-list';
import { listGroups } from '@/lib/services/list-groups';
import type { Tree } from '@/components/groups/group-tree';
import { openFolders } from '@/components/groups/groups-url';
import { valueOf, type UrlState } from '@/components/layout/url-state';

/** Of an open folder; the rest is behind a link. */
const MOST_IN_FOLDER = 50;
/** Levels that one page reads. */
const MOST_OPEN = 40;

/** The groups of the page and those of every folder that is open in it; null: the page is a list. */
export async function readTree(
  ctx: Parameters<typeof listGroups>[0],
  query: SecretsScreenQuery,
  state: UrlState,
): Promise<Tree | null> {
  const by = valueOf(state, 'by');
  if (query.by === undefined || by === undefined) return null;
  const {
    by: grouping,
    under,
    cursor,
    open: _,
    sort: _sort,
    order: _order,
    limit: _limit,
    include: _all,
    ...filter
  } = query;
  const level = (asked: Pick<GroupsQuery, 'under' | 'limit' | 'cursor'>): Promise<GroupsList> =>
    listGroups(ctx, { ...filter, by: grouping, ...asked });
  const isPath = grouping === 'path';
  const folders = isPath ? openFolders(state).slice(0, MOST_OPEN) : [];
  const top = isPath ? under : undefined;
  const [first, ...others] = await Promise.all([
    level({ under: top, limit: 100, cursor }),
    ...folders.map((folder) => level({ under: folder, limit: MOST_IN_FOLDER, cursor: undefined })),
  ]);
  const levels = new Map(
    folders
      .map((folder, at) => [folder, others[at]] as const)
      .flatMap(([folder, list]) => (list ? [[folder, list] as const] : [])),
  );
  return { by, under: top ?? '', levels: levels.set(top ?? '', first) };
}
