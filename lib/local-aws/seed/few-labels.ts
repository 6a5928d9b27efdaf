import type { StagingLabels } from '@/lib/local-aws/world/secret';

/** The staging labels of a seeded version. Versions share the list they begin with; whoever changes one gets its own. */
export class FewLabels implements StagingLabels {
  #labels: readonly string[];

  constructor(labels: readonly string[]) {
    this.#labels = labels;
  }

  get size(): number {
    return this.#labels.length;
  }

  has(label: string): boolean {
    return this.#labels.includes(label);
  }

  add(label: string): void {
    if (!this.has(label)) this.#labels = [...this.#labels, label];
  }

  delete(label: string): boolean {
    const had = this.has(label);
    if (had) this.#labels = this.#labels.filter((other) => other !== label);
    return had;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#labels[Symbol.iterator]();
  }
}
