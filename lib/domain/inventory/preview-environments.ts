import { decideEnvironment, type EnvironmentFacts, type EnvironmentRules } from '@/lib/domain/environment';
import { toGuardedEnvironment, type EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import { PROD, UNKNOWN_ENVIRONMENT } from '@/lib/domain/environment-verdict';
import { toNameParts } from '@/lib/domain/secret-name';

/** What the rules are asked about, and what they say of it today. */
export interface PlacedSecret extends EnvironmentFacts {
  id: string;
  environment: EnvironmentVerdict;
  service: string | null;
  leaf: string;
}

export interface MovedSecret {
  id: string;
  name: string;
  accountName: string;
  /** The rule that decides, today and then. */
  before: string;
  after: string;
}

export interface Move {
  from: string;
  to: string;
  count: number;
  examples: MovedSecret[];
}

export interface EnvironmentPreview {
  secrets: number;
  moved: number;
  /** The most first; those beyond `MOST_MOVES` are in `moved` alone. */
  moves: Move[];
  /** Guarded as prod today and not any more, the other way round. */
  laxer: number;
  stricter: number;
  disagreeing: { before: number; after: number };
  unknown: { before: number; after: number };
  /** Whose service or leaf is another: they belong to another logical secret. */
  regrouped: number;
}

const MOST_EXAMPLES = 5;
const MOST_MOVES = 50;

/** Counts what other rules would change, secret by secret, in memory that does not grow with their number. */
export class PreviewOfRules {
  readonly #rules: EnvironmentRules;
  readonly #moves = new Map<string, Move>();
  readonly #counts = { secrets: 0, moved: 0, laxer: 0, stricter: 0, regrouped: 0 };
  readonly #disagreeing = { before: 0, after: 0 };
  readonly #unknown = { before: 0, after: 0 };

  constructor(rules: EnvironmentRules) {
    this.#rules = rules;
  }

  add(secret: PlacedSecret): void {
    const counts = this.#counts;
    const { environment: before } = secret;
    const after = decideEnvironment(secret, this.#rules);
    counts.secrets += 1;
    for (const [when, verdict] of [['before', before] as const, ['after', after] as const]) {
      if (verdict.disagrees.length > 0) this.#disagreeing[when] += 1;
      if (verdict.value === UNKNOWN_ENVIRONMENT) this.#unknown[when] += 1;
    }
    const wasProd = toGuardedEnvironment(before) === PROD;
    const isProd = toGuardedEnvironment(after) === PROD;
    if (wasProd && !isProd) counts.laxer += 1;
    if (!wasProd && isProd) counts.stricter += 1;
    const parts = toNameParts(secret.name, secret.tags, this.#rules);
    if (parts.service !== secret.service || parts.leaf !== secret.leaf) counts.regrouped += 1;
    if (before.value !== after.value) this.#move(secret, after);
  }

  #move({ id, name, accountName, environment: before }: PlacedSecret, after: EnvironmentVerdict): void {
    this.#counts.moved += 1;
    const key = JSON.stringify([before.value, after.value]);
    const move = this.#moves.get(key) ?? { from: before.value, to: after.value, count: 0, examples: [] };
    this.#moves.set(key, move);
    move.count += 1;
    if (move.examples.length < MOST_EXAMPLES)
      move.examples.push({ id, name, accountName, before: before.source, after: after.source });
  }

  result(): EnvironmentPreview {
    const moves = [...this.#moves.values()].toSorted((left, right) => right.count - left.count);
    return {
      ...this.#counts,
      moves: moves.slice(0, MOST_MOVES),
      disagreeing: this.#disagreeing,
      unknown: this.#unknown,
    };
  }
}
