import type { Version, Versions } from '@/lib/local-aws/world/secret';

/** The versions of a seeded secret: a short list takes a fifth of a Map, and is as quick up to the hundred it may hold. */
export class FewVersions implements Versions {
  readonly #versions: Version[];

  constructor(versions: Version[]) {
    this.#versions = versions;
  }

  get size(): number {
    return this.#versions.length;
  }

  get(id: string): Version | undefined {
    return this.#versions.find((version) => version.id === id);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  set(id: string, version: Version): void {
    const at = this.#versions.findIndex((other) => other.id === id);
    if (at < 0) this.#versions.push(version);
    else this.#versions[at] = version;
  }

  delete(id: string): boolean {
    const at = this.#versions.findIndex((version) => version.id === id);
    if (at >= 0) this.#versions.splice(at, 1);
    return at >= 0;
  }

  /** A list of its own, so that whoever goes through it may delete on the way. */
  values(): IterableIterator<Version> {
    return this.#versions.slice().values();
  }
}
