import 'server-only';
import type { Visibility } from '@/lib/domain/grant';
import type { MatrixQuery } from '@/lib/domain/ports/inventory-matrix';
import type {
  InventoryFilter,
  InventoryQuery,
  InventoryStore,
  Matching,
  Sight,
  WholeQuery,
} from '@/lib/domain/ports/inventory-store';
import type { Queryable } from '@/lib/store/connect';
import { findReadBy } from '@/lib/store/history/read-by';
import { HISTORY_DAYS } from '@/lib/store/inventory/item-history';
import { fillMatrix } from '@/lib/store/inventory/fill-matrix';
import { readItemsById } from '@/lib/store/inventory/read-items';
import { countRows } from './count-rows';
import { groupRows } from './group-rows';
import { FREE, membersOf, type ItemIndex } from './item-index';
import type { FreshIndex, IndexKeeper } from './keep-index';
import { planMatrix } from './matrix-rows';
import { matchRows, MET, MOST_TAG_KEYS, type Match, type Question } from './match-rows';
import { orderRows } from './order-rows';
import { pickRows, toCompare } from './pick-rows';
import { toVisible } from './visible-rows';
import { TOLD } from './read-items';
import type { CoveredOver } from './row-ages';

/** Page, count and facets of one answer ask the same; so do people who look at the same list. */
const MATCHES_KEPT = 8;
/** What the facets of the last read and the reads of 30 days hang on. */
const ALWAYS_ASKED = [30, HISTORY_DAYS];

const toDays = ({ lastRead = [] }: InventoryFilter): number[] => [
  ...ALWAYS_ASKED,
  ...lastRead.flatMap((age) => (typeof age === 'object' && 'olderThanDays' in age ? [age.olderThanDays] : [])),
];

const scopeOf = (member: string): string => (member.startsWith(TOLD) ? member.slice(TOLD.length) : member);

/** A row is covered where every scope that its secret is in is. */
function toCoveredOver({ index, state, days }: FreshIndex): CoveredOver {
  const tables = new Map<number, Uint8Array>();
  const sets = membersOf(index.scopeSets);
  const toTable = (count: number): Uint8Array => {
    const bit = days.indexOf(count);
    const covered = new Set(state.scopes.filter((scope) => scope.covered[bit]).map(({ id }) => id));
    return Uint8Array.from(sets, (members) => (members.every((id) => covered.has(scopeOf(id))) ? 1 : 0));
  };
  return (count) => {
    const table = tables.get(count) ?? toTable(count);
    tables.set(count, table);
    const codes = index.scopeSetOf;
    return (row) => table[codes[row] ?? 0] === 1;
  };
}

/** A scope counts as soon as one of its rows is in sight: the others need not be looked at. */
function findScopes(index: ItemIndex, visibility: Visibility): Set<string> {
  const visible = toVisible(index, visibility);
  const { states, scopeSetOf, scopeSets } = index;
  const seen = new Uint8Array(scopeSets.size);
  for (let row = 0; row < index.rows; row += 1) {
    const set = scopeSetOf[row] ?? 0;
    if (states[row] !== FREE && seen[set] === 0 && visible(row)) seen[set] = 1;
  }
  return new Set(
    membersOf(scopeSets)
      .filter((_, code) => seen[code] === 1)
      .flat()
      .filter((member) => !member.startsWith(TOLD)),
  );
}

function toNameOfAccount({ state }: FreshIndex): (id: string) => string {
  const names = new Map<string, string>();
  for (const { accountId, accountName, configured } of state.scopes) {
    const other = names.get(accountId);
    if (configured && (other === undefined || accountName < other)) names.set(accountId, accountName);
  }
  return (id) => names.get(id) ?? id;
}

async function* toIds(batches: AsyncIterable<number[]>, ids: readonly string[]): AsyncGenerator<string[]> {
  for await (const places of batches) yield places.map((place) => ids[place] ?? '');
}

/** The reading of lists by an index in memory; whatever it cannot answer goes to the database. */
export function indexInventory(
  db: Queryable,
  keeper: IndexKeeper,
  stored: InventoryStore,
): Pick<InventoryStore, 'list' | 'matching' | 'count' | 'facets' | 'groups' | 'matrix' | 'scopesInSight'> {
  const kept = new Map<string, Match>();
  let keptOf = -1;

  function toMatch(fresh: FreshIndex, question: Question): Match {
    if (keptOf !== keeper.generation) kept.clear();
    keptOf = keeper.generation;
    const { sight, filter, now } = question;
    // Only ages move with the moment, and only the last read hangs on what of the history was read.
    const moment = filter.valueAge?.length || filter.lastRead?.length ? now.getTime() : null;
    const scopes = filter.lastRead?.length ? fresh.state.scopes : null;
    const key = JSON.stringify([sight, filter, moment, scopes]);
    const match = kept.get(key) ?? matchRows(fresh.index, question);
    kept.delete(key);
    kept.set(key, match);
    for (const oldest of kept.keys()) if (kept.size > MATCHES_KEPT) kept.delete(oldest);
    return match;
  }

  // A page asks for rows, their number and facets of one question: what a principal read is looked up once for all three.
  const readBy = new WeakMap<object, Promise<string[]>>();
  function findRead(asked: NonNullable<InventoryFilter['readBy']>): Promise<string[]> {
    const found = readBy.get(asked) ?? findReadBy(db, asked);
    readBy.set(asked, found);
    return found;
  }

  async function look(sight: Sight, filter: InventoryFilter, now: Date) {
    if ((filter.tags?.length ?? 0) > MOST_TAG_KEYS) return null;
    // Asked before, since the index is another after each wait.
    const asked = filter.readBy ? { ...filter, readIds: await findRead(filter.readBy) } : filter;
    const fresh = await keeper.fresh(toDays(filter), now);
    if (!fresh) return null;
    const question = { sight, filter: asked, now, coveredOver: toCoveredOver(fresh) };
    return { fresh, question, match: toMatch(fresh, question) };
  }

  async function scopesInSight(visibility: Visibility): Promise<ReadonlySet<string>> {
    const fresh = await keeper.fresh([], new Date());
    return fresh ? findScopes(fresh.index, visibility) : stored.scopesInSight(visibility);
  }

  async function list(sight: Sight, query: InventoryQuery) {
    const looked = await look(sight, query.filter, query.now);
    if (!looked) return stored.list(sight, query);
    const { fresh, match, question } = looked;
    const ids = pickRows(fresh.index, match, question, query);
    const rows = new Map((await readItemsById(db, sight, ids, query.now)).map((row) => [row.id, row]));
    const page = ids.map((id) => rows.get(id)).filter((row) => row !== undefined);
    // One of them went in between: a page that is short would look like the last one.
    return page.length === ids.length ? page : stored.list(sight, query);
  }

  async function matrix(sight: Sight, query: MatrixQuery) {
    const looked = await look(sight, query.filter, query.now);
    if (!looked) return stored.matrix(sight, query);
    const { fresh, match, question } = looked;
    const seen = toMatch(fresh, { ...question, filter: { pending: 'include' } });
    const { planned, ...plan } = planMatrix(fresh.index, match, seen, query);
    const rows = await fillMatrix(db, sight, planned, plan.environments, query.now);
    const isWhole = planned.every(({ cells }, at) =>
      cells.every(({ environment, ids }) =>
        rows[at]?.cells.some((cell) => cell.environment === environment && cell.secrets.length === ids.length),
      ),
    );
    return isWhole ? { ...plan, rows } : stored.matrix(sight, query);
  }

  /** The ids are those of the moment that it was asked; only their order can move with what changes meanwhile. */
  async function matching(sight: Sight, query: WholeQuery): Promise<Matching> {
    const looked = await look(sight, query.filter, query.now);
    if (!looked) return stored.matching(sight, query);
    const { index } = looked.fresh;
    const rows = looked.match.rows.filter((_, at) => looked.match.fails[at] === MET);
    const ids = Array.from(rows, (row) => index.ids.textOf(row));
    const compare = toCompare(index, looked.match, looked.question, query);
    const places = Uint32Array.from(ids, (_, place) => place);
    const ordered = orderRows(places, (left, right) => compare(rows[left] ?? 0, rows[right] ?? 0));
    return { total: ids.length, batches: toIds(ordered, ids) };
  }

  return {
    list,
    matrix,
    async groups(sight, query) {
      const looked = await look(sight, query.filter, query.now);
      return looked ? groupRows(looked.fresh.index, looked.match, query) : stored.groups(sight, query);
    },
    matching,
    scopesInSight,
    async count(sight, filter, now) {
      const looked = await look(sight, filter, now);
      return looked ? looked.match.total : stored.count(sight, filter, now);
    },
    async facets(sight, filter, now) {
      const looked = await look(sight, filter, now);
      if (!looked) return stored.facets(sight, filter, now);
      return countRows(looked.fresh.index, looked.match, looked.question, toNameOfAccount(looked.fresh));
    },
  };
}
