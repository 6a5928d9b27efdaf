import 'server-only';
import { foldSigma } from '@/lib/store/inventory/fold-sigma';
import { Dictionary } from './dictionary';
import { grow } from './grow';
import { NumberLists } from './number-lists';
import { PackedDictionary } from './packed-dictionary';
import { RowIds } from './row-ids';
import { Scratch } from './scratch';
import { SharedTexts } from './shared-texts';
import { TextArena } from './text-arena';

/** What a filter, an order or a facet looks at; moments in milliseconds, null where nothing is known. */
export interface IndexedItem {
  id: string;
  name: string;
  /** Name, description, tags, in lower case, as the store keeps it. */
  search: string;
  /** Owner, note and runbook link that are kept on it or on a prefix of its name, in lower case. */
  keptSearch: string | null;
  environment: string;
  accountId: string;
  rotationState: string;
  service: string | null;
  leaf: string;
  owner: string | null;
  owningService: string | null;
  key: string;
  isPending: boolean;
  /** Automatic rotation is on. */
  isRotating: boolean;
  /** There is no version, and so no value that has an age. */
  hasNoValue: boolean;
  /** How often, as an expression of AWS's. */
  interval: string | null;
  tags: Readonly<Record<string, string>>;
  regions: readonly string[];
  /** Its own scope and those of its replicas. */
  scopeIds: readonly string[];
  valueNotBefore: number | null;
  valueNotAfter: number | null;
  nextRotationAt: number | null;
  rotationSince: number | null;
  lastReadAt: number | null;
  /** The day that AWS names, at 00:00 UTC. */
  lastAccessedOn: number | null;
  reads30d: number;
}

export type KeptOfItem = Pick<IndexedItem, 'id' | 'owner' | 'keptSearch'>;

export const CODED = [
  'environment',
  'accountId',
  'rotationState',
  'service',
  'owner',
  'owningService',
  'key',
  'interval',
] as const;
export type Coded = (typeof CODED)[number];
export const TIMED = [
  'valueNotBefore',
  'valueNotAfter',
  'nextRotationAt',
  'rotationSince',
  'lastReadAt',
  'lastAccessedOn',
] as const;

/** Parts that no text of a set's members holds. */
const BETWEEN = '\0';
/** Of a row: nobody's, an item's, one's that is pending deletion. */
export const FREE = 0;
const TAKEN = 1;
export const PENDING = 2;

const forEach = <K extends string, T>(names: readonly K[], make: () => T): Record<K, T> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `fromEntries` forgets the names it was given
  Object.fromEntries(names.map((name) => [name, make()])) as Record<K, T>;

/**
 * The inventory by column, a row for each item, so that every item is held against a filter in a few nanoseconds.
 * It decides which items an answer has; what the answer says of them is read from PostgreSQL.
 */
export class ItemIndex {
  readonly dictionaries = forEach(CODED, () => new Dictionary());
  readonly codes = forEach(CODED, () => new Uint32Array(0));
  readonly times = forEach(TIMED, () => new Float64Array(0));
  /** `key NUL value`. */
  readonly pairs = new Dictionary();
  readonly tags = new NumberLists();
  readonly regions = new Dictionary();
  readonly regionSets = new Dictionary();
  readonly scopeSets = new Dictionary();
  /** Of names: all up to the last `/`, it included; a name without one has none. */
  readonly folders = new Dictionary();
  /** `service NUL leaf` of logical secrets; without a service it begins with the NUL. */
  readonly logicals = new PackedDictionary();
  readonly ids = new RowIds();
  readonly scratch = new Scratch();
  readonly names = new TextArena();
  readonly searches = new TextArena();
  readonly kept = new SharedTexts();
  regionSetOf = new Uint32Array(0);
  scopeSetOf = new Uint32Array(0);
  logicalOf = new Uint32Array(0);
  folderOf = new Uint32Array(0);
  reads30d = new Uint32Array(0);
  states = new Uint8Array(0);
  /** 1: automatic rotation is on. */
  rotating = new Uint8Array(0);
  /** 1: it has no value. */
  valueless = new Uint8Array(0);
  /** Rows in use or free; a free one is taken again. */
  rows = 0;
  readonly #free: number[] = [];

  get size(): number {
    return this.ids.size;
  }

  drop(id: string): void {
    const row = this.ids.find(id);
    if (row === undefined) return;
    this.ids.drop(row);
    this.states[row] = FREE;
    this.kept.set(row, null);
    this.#free.push(row);
  }

  /** What an annotation can change of an item; of one that there is not, nothing. */
  annotate({ id, owner, keptSearch }: KeptOfItem): void {
    const row = this.ids.find(id);
    if (row === undefined) return;
    this.codes.owner[row] = this.dictionaries.owner.add(owner);
    this.kept.set(row, keptSearch && foldSigma(keptSearch));
  }

  put(item: IndexedItem): void {
    const row = this.ids.find(item.id) ?? this.#takeRow(item.id);
    this.states[row] = item.isPending ? PENDING : TAKEN;
    for (const name of CODED) this.codes[name][row] = this.dictionaries[name].add(item[name]);
    for (const name of TIMED) this.times[name][row] = item[name] ?? NaN;
    this.reads30d[row] = item.reads30d;
    this.rotating[row] = item.isRotating ? 1 : 0;
    this.valueless[row] = item.hasNoValue ? 1 : 0;
    this.logicalOf[row] = this.logicals.add((item.service ?? '') + BETWEEN + item.leaf);
    this.names.set(row, item.name);
    this.folderOf[row] = this.folders.add(item.name.slice(0, item.name.lastIndexOf('/') + 1) || null);
    this.searches.set(row, foldSigma(item.search));
    this.kept.set(row, item.keptSearch && foldSigma(item.keptSearch));
    this.tags.set(
      row,
      Object.entries(item.tags).map(([key, value]) => this.pairs.add(key + BETWEEN + value)),
    );
    this.scopeSetOf[row] = this.scopeSets.add(item.scopeIds.toSorted().join(BETWEEN));
    this.regionSetOf[row] = this.regionSets.add(item.regions.toSorted().join(BETWEEN));
    for (const region of item.regions) this.regions.add(region);
  }

  /** Makes room for so many items at once. */
  reserve(rows: number): void {
    for (const name of CODED) this.codes[name] = grow(this.codes[name], rows);
    for (const name of TIMED) this.times[name] = grow(this.times[name], rows);
    this.regionSetOf = grow(this.regionSetOf, rows);
    this.scopeSetOf = grow(this.scopeSetOf, rows);
    this.folderOf = grow(this.folderOf, rows);
    this.reads30d = grow(this.reads30d, rows);
    this.rotating = grow(this.rotating, rows);
    this.valueless = grow(this.valueless, rows);
    this.logicalOf = grow(this.logicalOf, rows);
    this.states = grow(this.states, rows);
    for (const part of [this.ids, this.names, this.searches, this.tags, this.kept]) part.reserve(rows);
  }

  #takeRow(id: string): number {
    const row = this.#free.pop() ?? this.rows;
    if (row === this.rows) {
      this.rows += 1;
      if (row >= this.states.length) this.reserve(this.rows);
    }
    this.ids.set(row, id);
    return row;
  }
}

/** The code of a pair; null: no item ever had it. */
export const findPair = (index: ItemIndex, key: string, value: string): number | null =>
  index.pairs.find(key + BETWEEN + value);

export function pairOf(index: ItemIndex, code: number): { key: string; value: string } {
  const text = index.pairs.textOf(code) ?? '';
  const at = text.indexOf(BETWEEN);
  return { key: text.slice(0, at), value: text.slice(at + 1) };
}

/** The members of every set of this dictionary, by its code. */
export const membersOf = (sets: Dictionary): string[][] =>
  Array.from({ length: sets.size }, (_, code) => sets.textOf(code)?.split(BETWEEN) ?? []);

export function logicalOf(index: ItemIndex, code: number): { service: string | null; leaf: string } {
  const text = index.logicals.textOf(code);
  const at = text.indexOf(BETWEEN);
  return { service: text.slice(0, at) || null, leaf: text.slice(at + 1) };
}
