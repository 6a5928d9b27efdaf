import { z } from './zod';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { eventView, principalView, unkeptView } from './access';
import { scopeCoverageView } from './access-list';
import { isoTime, opaqueId, pageLimit, sinceDay } from './shared';

export const principalSummaryView = z.strictObject({
  principal: principalView,
  actorKind: z.enum(ACTOR_KINDS),
  firstAt: isoTime,
  lastAt: isoTime,
  reads: z.number().int(),
  denied: z.number().int(),
  secrets: z.number().int(),
  environments: z.array(z.string()),
  /** Of those: where it read with success. */
  environmentsRead: z.array(z.string()),
});
export const principalsList = z.strictObject({ items: z.array(principalSummaryView) });
export type PrincipalsList = z.infer<typeof principalsList>;

/** A replica counts with its primary. */
export const secretReadView = z.strictObject({
  secret: z.strictObject({ id: opaqueId, name: z.string(), environment: z.string() }),
  accountId: z.string(),
  region: z.string(),
  /** The first and the last time it read, or was denied. */
  firstAt: isoTime,
  lastAt: isoTime,
  /** null: never with success. */
  lastReadAt: isoTime.nullable(),
  reads: z.number().int(),
  denied: z.number().int(),
});

export const principalSecretsQuery = z.strictObject({
  /** Counts what was read, or denied, since then alone. */
  since: sinceDay.optional(),
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
});
export type PrincipalSecretsQuery = z.infer<typeof principalSecretsQuery>;

export const principalSecretsList = z.strictObject({
  /** Those read, or tried, last come first. */
  items: z.array(secretReadView),
  /** On all pages. */
  found: z.number().int(),
  nextCursor: z.string().nullable(),
});
export type PrincipalSecretsList = z.infer<typeof principalSecretsList>;

export const principalDetail = principalSummaryView.extend({
  /** Those read last come first, at most 500; `secrets` counts them all. */
  read: z.array(secretReadView),
  events: z.array(eventView),
  coverage: z.array(scopeCoverageView),
  /** What is missing from its events; what it read is told by days, of which none is. */
  unkept: z.array(unkeptView),
});
export type PrincipalDetail = z.infer<typeof principalDetail>;
export type PrincipalOverview = Omit<PrincipalDetail, 'read'>;
