import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';

/** Of those asked for one by one: how many in all, and after how many that are not there nothing more is asked. */
const MOST_ASKED = 500;
const MOST_REFUSED = 20;
/** AWS's listing, too, is up to five minutes late (ListSecrets): what is younger is not omitted. */
const LISTING_LAG_MS = 300_000;

interface Listed {
  id: string;
  startedAt: Date;
  /** ARNs that the listing named. */
  arns: ReadonlySet<string>;
  /** Names that the endpoint showed when it was asked otherwise. */
  seen: readonly string[];
}

export interface Omitted {
  secrets: ObservedSecret[];
  /** Whether all that was asked for had an answer: else what the listing left out may be there all the same. */
  answered: boolean;
}

const isPassing = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'unavailable' || error.code === 'throttled');

/** Those of `asked`, ARNs or names, that the endpoint describes and its listing left out. */
async function describeOmitted(
  ctx: SystemContext,
  scope: Scope,
  { startedAt, arns }: Listed,
  asked: readonly string[],
): Promise<Omitted> {
  const found = new Map<string, ObservedSecret>();
  const isYoung = (at: Date | null): boolean => at !== null && at.getTime() > startedAt.getTime() - LISTING_LAG_MS;
  // Listings are asked for with what is pending deletion.
  const isOmitted = ({ arn, createdAt }: ObservedSecret): boolean => !arns.has(arn) && !isYoung(createdAt);
  let refused = 0;
  for (const secretId of asked) {
    if (refused >= MOST_REFUSED) break;
    try {
      const secret = await ctx.aws.describeSecret(scope, secretId);
      if (isOmitted(secret)) found.set(secret.arn, secret);
    } catch (error) {
      // Who does not answer now is not asked for the rest, each of which may take as long.
      if (isPassing(error)) return { secrets: [...found.values()], answered: false };
      // Refused for whatever reason, nothing speaks against the listing.
      refused += 1;
    }
  }
  return { secrets: [...found.values()], answered: true };
}

/**
 * What an endpoint knows and its listing left out, as it describes them now: secrets that earlier listings named, that
 * its pages show in another order, and what the history names and nobody has listed yet. Without a history a secret
 * that no page ever showed cannot be noticed.
 */
export async function findOmitted(ctx: SystemContext, scope: Scope, listed: Listed): Promise<Omitted> {
  const unnamed = await ctx.store.inventory.listUnnamed(listed.id, MOST_ASKED);
  const unresolved = await ctx.store.history.listUnresolved(scope.id, MOST_ASKED);
  const secrets: ObservedSecret[] = [];
  for (const asked of [unnamed.map(({ arn }) => arn), listed.seen.slice(0, MOST_ASKED), unresolved]) {
    const part = await describeOmitted(ctx, scope, listed, asked);
    secrets.push(...part.secrets);
    if (!part.answered) return { secrets, answered: false };
  }
  return { secrets, answered: true };
}
