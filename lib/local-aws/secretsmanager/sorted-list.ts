import type { Scope } from '@/lib/local-aws/world/scope';
import type { Secret } from '@/lib/local-aws/world/secret';

export type Mark = { value: number | string; arn: string };

const order = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0);
const compare = (a: Mark, b: Mark) => order(a.value, b.value) || order(a.arn, b.arn);

/**
 * The secrets of a scope in one order, kept while they change: a secret that moved is put where it belongs now, and its
 * old place is passed over until such places are a quarter of the list. No change costs a new sorting of the whole.
 */
export class SortedList {
  readonly #scope: Scope;
  readonly #valueOf: (secret: Secret) => number | string;
  readonly #changed = new Set<Secret>();
  #secrets: Secret[] = [];
  #values: (number | string)[] = [];

  constructor(scope: Scope, valueOf: (secret: Secret) => number | string) {
    this.#scope = scope;
    this.#valueOf = valueOf;
    this.#build();
    scope.watchers.push((secret) => this.#changed.add(secret));
  }

  /** From a mark on (not including it), or from the beginning. */
  *after(mark: Mark | undefined, descending: boolean): Generator<Secret> {
    this.#settle();
    const step = descending ? -1 : 1;
    const begin = descending ? this.#secrets.length : 0;
    const from = mark === undefined ? begin : this.#countBefore(mark, !descending);
    for (let index = descending ? from - 1 : from; ; index += step) {
      const secret = this.#secrets[index];
      if (secret === undefined) return;
      if (this.#isThere(secret) && this.#valueOf(secret) === this.#values[index]) yield secret;
    }
  }

  #isThere(secret: Secret): boolean {
    return this.#scope.byArn.get(secret.arn) === secret;
  }

  #build(): void {
    const marked = [...this.#scope.byArn.values()].map((secret) => ({
      secret,
      value: this.#valueOf(secret),
      arn: secret.arn,
    }));
    marked.sort(compare);
    this.#secrets = marked.map(({ secret }) => secret);
    this.#values = marked.map(({ value }) => value);
  }

  /** Brings the list up to date with what changed since it was last read. */
  #settle(): void {
    const { size } = this.#scope.byArn;
    if (this.#secrets.length + this.#changed.size > size * 1.25 + 1000) this.#build();
    else for (const secret of this.#changed) if (this.#isThere(secret)) this.#place(secret);
    this.#changed.clear();
  }

  #place(secret: Secret): void {
    const value = this.#valueOf(secret);
    const mark = { value, arn: secret.arn };
    const at = this.#countBefore(mark, false);
    const known = this.#secrets[at];
    // The same place again: it never left it, or came back to it, or another secret took its ARN over.
    if (known !== undefined && compare({ value: this.#values[at] ?? 0, arn: known.arn }, mark) === 0) {
      this.#secrets[at] = secret;
      return;
    }
    this.#secrets.splice(at, 0, secret);
    this.#values.splice(at, 0, value);
  }

  /** How many places stand before the mark; with `including`, or on it. */
  #countBefore(mark: Mark, including: boolean): number {
    let low = 0;
    let high = this.#secrets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const arn = this.#secrets[middle]?.arn ?? '';
      const side = compare({ value: this.#values[middle] ?? 0, arn }, mark);
      if (side < 0 || (including && side === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
