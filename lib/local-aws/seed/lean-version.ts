import type { Content, Version } from '@/lib/local-aws/world/secret';
import { FewLabels } from './few-labels';
import { makeContent } from './make-content';
import type { SeededVersion as Told } from './make-rotation';
import type { ValueKind } from './spec';

const startOf: Record<Told['stage'], readonly string[]> = {
  AWSCURRENT: ['AWSCURRENT'],
  AWSPREVIOUS: ['AWSPREVIOUS'],
  AWSPENDING: ['AWSPENDING'],
};

/** What the value is made of when somebody reads it; `undefined` for a version that a rotation left empty. */
type Recipe = { kind: ValueKind; name: string };

/** A version of the seed. Its value is made of its recipe at every read: a closure a version would cost more than all else. */
export class LeanVersion implements Version {
  readonly id: string;
  readonly created: number;
  readonly stages: FewLabels;
  readonly kmsKeyIds: readonly string[];
  accessed: number | undefined;
  #kind: ValueKind | (() => Content) | undefined;
  readonly #name: string;

  constructor({ id, created, stage }: Told, kmsKeyIds: readonly string[], recipe: Recipe | undefined) {
    this.id = id;
    this.created = created;
    this.stages = new FewLabels(startOf[stage]);
    this.kmsKeyIds = kmsKeyIds;
    this.accessed = undefined;
    this.#kind = recipe?.kind;
    this.#name = recipe?.name ?? '';
  }

  get content(): (() => Content) | undefined {
    const kind = this.#kind;
    if (typeof kind !== 'string') return kind;
    return () => makeContent(kind, this.#name, this.id);
  }

  set content(content: (() => Content) | undefined) {
    this.#kind = content;
  }
}
