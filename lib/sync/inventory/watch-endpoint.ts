import 'server-only';
import { findEndpointLacks } from '@/lib/domain/endpoint/endpoint-facts';
import { isWhole, type Lack } from '@/lib/domain/endpoint/lack';
import { addPage, findListingLacks, startListingFacts } from '@/lib/domain/endpoint/listing-facts';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';

/** How many secrets that a listing no longer names are asked for one by one. */
const MOST_ASKED = 20;

export interface EndpointWatch {
  seePage(page: readonly ObservedSecret[]): void;
  /** After the last page: what the endpoint lacks, and whether the listing may be taken for all there is. */
  judge(listingId: string): Promise<{ lacks: Lack[]; whole: boolean }>;
}

const AWS_ITSELF: EndpointWatch = { seePage: () => undefined, judge: async () => ({ lacks: [], whole: true }) };

/** Whether the endpoint still knows a secret that its listing has left out. */
async function isOmitting(ctx: SystemContext, scope: Scope, listingId: string): Promise<boolean> {
  for (const { arn } of await ctx.store.inventory.listUnnamed(listingId, MOST_ASKED)) {
    const known = await ctx.aws.describeSecret(scope, arn).then(
      // By another ARN it is another secret, or the same that is listed under that one.
      (secret) => secret.arn === arn && secret.deletedAt === null,
      // Refused, for whatever reason: nothing speaks against the listing.
      () => false,
    );
    if (known) return true;
  }
  return false;
}

/** Watches a listing of an endpoint that need not be AWS for what it lacks; AWS itself is not watched. */
export function watchEndpoint(ctx: SystemContext, scope: Scope): EndpointWatch {
  if (!ctx.aws.foreign) return AWS_ITSELF;
  const facts = startListingFacts();
  let sample: ObservedSecret | null = null;
  return {
    seePage(page) {
      // One that can be described: not pending deletion.
      sample ??= page.find(({ deletedAt }) => deletedAt === null) ?? null;
      addPage(facts, page);
    },
    async judge(listingId) {
      const probed = await ctx.aws.probeEndpoint(scope, sample);
      const lacks = [...findListingLacks(facts), ...findEndpointLacks(probed, facts)];
      // Where one secret cannot be described, nothing but the listing can be asked.
      const mayAsk = isWhole(lacks) && !lacks.includes('no-describe');
      if (mayAsk && (await isOmitting(ctx, scope, listingId))) lacks.push('listing-omits');
      return { lacks, whole: isWhole(lacks) };
    },
  };
}
