import type { Answer, Listed, Order, Question } from '@/lib/domain/listing/walk';

/** How ListSecrets behaves where AWS does not say. */
export interface Manner {
  /** Secrets that one filtered page looks at: Infinity where filters are indexed. */
  looks: number;
  /** By what names are ordered; AWS names no collation. */
  toKey: (name: string) => string;
  filtersIgnoreCase?: boolean;
  /** Filters find the prefix at the beginning of any word. */
  filtersByWord?: boolean;
  /** What a leading `!` does, where it does not turn the filter round. */
  negation?: 'nothing' | 'everything';
  /** Several filters are alternatives. */
  anyFilter?: boolean;
  sortIgnored?: boolean;
  orderIgnored?: boolean;
  /** What is not understood. */
  refuses?: (question: Question) => boolean;
}

export const AWS_MANNER: Manner = { looks: Infinity, toKey: (name) => name };

interface Kept extends Listed {
  created: number;
}

type Ordering = `${Question['by']} ${Order}`;
const readOrdering = (key: Ordering) => key.split(' ') as [Question['by'], Order];

/** ListSecrets over a set that may change between two pages, as one machine answers it. The naive model of the tests. */
export class SimulatedListing {
  readonly secrets = new Map<string, Kept>();
  calls = 0;
  #made = 0;
  readonly #ever = new Map<string, Kept>();
  readonly #sorted = new Map<Ordering, Kept[]>();
  readonly #manner: Manner;

  constructor(names: Iterable<string>, manner: Manner = AWS_MANNER) {
    this.#manner = manner;
    for (const name of names) this.create(name);
  }

  /** `created`: when; left out: long ago, in an order of its own. */
  create(name: string, created?: number): void {
    this.#made += 1;
    const arn = `${name}-${this.#made}`;
    const secret = { arn, name, created: created ?? (this.#made * 7919) % 1_000_003 };
    this.secrets.set(arn, secret);
    this.#ever.set(arn, secret);
    for (const [key, ordered] of this.#sorted) ordered.splice(this.#countUpTo(key, ordered, secret), 0, secret);
  }

  destroy(arn: string): void {
    const secret = this.secrets.get(arn);
    if (!secret) return;
    this.secrets.delete(arn);
    for (const [key, ordered] of this.#sorted) ordered.splice(this.#countUpTo(key, ordered, secret) - 1, 1);
  }

  /** Whether a call that asks this is refused; counted then. */
  refuses(question: Question): boolean {
    const isRefused = this.#manner.refuses?.(question) ?? false;
    if (isRefused) this.calls += 1;
    return isRefused;
  }

  #compare(by: Question['by'], one: Kept, other: Kept): number {
    const { toKey } = this.#manner;
    const [left, right] =
      by === 'created' ? [one.created, other.created] : ([toKey(one.name), toKey(other.name)] as const);
    if (left !== right) return left < right ? -1 : 1;
    return one.arn < other.arn ? -1 : one.arn > other.arn ? 1 : 0;
  }

  #keyOf({ by, order }: Question): Ordering {
    const { sortIgnored, orderIgnored } = this.#manner;
    return `${sortIgnored ? 'created' : by} ${orderIgnored ? 'ascending' : order}`;
  }

  #order(key: Ordering): Kept[] {
    const [by, order] = readOrdering(key);
    const sorted = this.#sorted.get(key);
    if (sorted) return sorted;
    const up = [...this.secrets.values()].toSorted((one, other) => this.#compare(by, one, other));
    const made = order === 'ascending' ? up : up.toReversed();
    this.#sorted.set(key, made);
    return made;
  }

  /** How many stand before a secret, or are it. */
  #countUpTo(key: Ordering, ordered: readonly Kept[], secret: Kept): number {
    const [by, order] = readOrdering(key);
    const side = order === 'ascending' ? 1 : -1;
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = ordered[middle];
      if (other && side * this.#compare(by, other, secret) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #begins(name: string, prefix: string): boolean {
    const { filtersIgnoreCase, filtersByWord } = this.#manner;
    if (filtersByWord) return name.startsWith(prefix) || name.includes(`/${prefix}`);
    return filtersIgnoreCase ? name.toLowerCase().startsWith(prefix.toLowerCase()) : name.startsWith(prefix);
  }

  #fits({ segment: { within, without } }: Question, name: string): boolean {
    const { negation, anyFilter } = this.#manner;
    const outside = without.map((prefix) => (negation ? negation === 'everything' : !this.#begins(name, prefix)));
    const all = [...(within === '' ? [] : [this.#begins(name, within)]), ...outside];
    return anyFilter && all.length > 0 ? all.some(Boolean) : all.every(Boolean);
  }

  /** The page after the secret whose ARN is `token`; that of a secret that has gone still marks its place. */
  page(question: Question, token: string | null): Answer {
    this.calls += 1;
    const isFiltered = question.segment.within !== '' || question.segment.without.length > 0;
    const looks = isFiltered ? this.#manner.looks : Infinity;
    const key = this.#keyOf(question);
    const ordered = this.#order(key);
    const mark = token === null ? undefined : this.#ever.get(token);
    const secrets: Kept[] = [];
    let last = token;
    for (
      let at = mark ? this.#countUpTo(key, ordered, mark) : 0, looked = 0;
      at < ordered.length;
      at += 1, looked += 1
    ) {
      const secret = ordered[at];
      if (!secret) break;
      const fits = !isFiltered || this.#fits(question, secret.name);
      if (looked === looks || (fits && secrets.length === 100)) return { secrets, nextToken: last };
      last = secret.arn;
      if (fits) secrets.push(secret);
    }
    return { secrets, nextToken: null };
  }
}
