import 'server-only';
import { findEndpointLacks, findUnlistedNames } from '@/lib/domain/endpoint/endpoint-facts';
import { isWhole, type Lack } from '@/lib/domain/endpoint/lack';
import { addPage, findListingLacks, startListingFacts } from '@/lib/domain/endpoint/listing-facts';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { findOmitted } from './find-omitted';

export interface EndpointWatch {
  seePage(page: readonly ObservedSecret[]): void;
  /** After the last page: what the endpoint lacks, and whether the listing may be taken for all there is. */
  judge(listing: { id: string; startedAt: Date }): Promise<Judgement>;
}

interface Judgement {
  lacks: Lack[];
  whole: boolean;
  /** What the listing should have named, described by itself. */
  omitted: ObservedSecret[];
}

const AWS_ITSELF: EndpointWatch = {
  seePage: () => undefined,
  judge: async () => ({ lacks: [], whole: true, omitted: [] }),
};

/** Watches a listing of an endpoint that need not be AWS for what it lacks; AWS itself is not watched. */
export function watchEndpoint(ctx: SystemContext, scope: Scope): EndpointWatch {
  if (!ctx.aws.foreign) return AWS_ITSELF;
  const facts = startListingFacts();
  let sample: ObservedSecret | null = null;
  return {
    seePage(page) {
      // One that can be described: not pending deletion.
      sample ??= page.find(({ deletedAt }) => deletedAt === null) ?? null;
      addPage(facts, page, ctx.now());
    },
    async judge(listing) {
      const probed = await ctx.aws.probeEndpoint(scope, sample);
      const lacks = [...findListingLacks(facts), ...findEndpointLacks(probed, facts)];
      // Where one secret cannot be described, nothing but the listing can be asked.
      const mayAsk = isWhole(lacks) && !lacks.includes('no-describe');
      const seen = findUnlistedNames(probed, facts);
      const { secrets: omitted, answered } = mayAsk
        ? await findOmitted(ctx, scope, { ...listing, arns: facts.ids, seen })
        : { secrets: [], answered: true };
      if (omitted.length > 0) lacks.push('listing-omits');
      return { lacks, whole: isWhole(lacks) && answered, omitted };
    },
  };
}
