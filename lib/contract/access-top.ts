import { z } from './zod';
import { ACTION_CLASSES, ACTOR_KINDS, OUTCOMES } from '@/lib/domain/event-record';
import { principalView, unkeptView } from './access';
import { accessFilters, scopeCoverageView } from './access-list';
import { isoTime, opaqueId, pageLimit } from './shared';

// Screens ask the contract alone.
export { isOfPeople } from '@/lib/domain/event-record';
export { MOST_COUNTED } from '@/lib/domain/access/plan-count';

const order = z.enum(['people', 'count']).default('people');

export const topQuery = z.strictObject({
  ...accessFilters,
  /** `people`: theirs before all others, however few. */
  order,
  limit: pageLimit(20, 50),
});
export type TopQuery = z.infer<typeof topQuery>;

const outcomeCounts = z.strictObject({
  succeeded: z.number().int(),
  denied: z.number().int(),
  failed: z.number().int(),
});

/** What was counted, of when, and how. */
export const countedView = z.strictObject({
  from: isoTime,
  to: isoTime,
  /** `days`: by sums of whole UTC days; `events`: one by one. */
  by: z.enum(['days', 'events']),
  /** There were more events than are counted one by one: the newest are, from `from` on. */
  cut: z.boolean(),
  action: z.array(z.enum(ACTION_CLASSES)),
  /** As AWS names them. */
  eventName: z.array(z.string()),
  /** Empty: any. */
  outcome: z.array(z.enum(OUTCOMES)),
  total: outcomeCounts,
});
export type CountedView = z.infer<typeof countedView>;

export const topPrincipalView = outcomeCounts.extend({ principal: principalView, actorKind: z.enum(ACTOR_KINDS) });
export type TopPrincipalView = z.infer<typeof topPrincipalView>;

export const topSecretView = outcomeCounts.extend({
  secret: z.strictObject({ id: opaqueId, name: z.string(), environment: z.string() }),
  /** To be asked for as `secret`: the primary, which its replicas come with, or of these alone those that were counted. */
  secretIds: z.array(opaqueId),
  /** Of all its events: by people. */
  byPeople: z.number().int(),
  principals: z.number().int(),
  people: z.number().int(),
});
export type TopSecretView = z.infer<typeof topSecretView>;

export const accessTop = z.strictObject({
  /** A principal that people and workloads act as is one of each. */
  principals: countedView.extend({
    items: z.array(topPrincipalView),
    /** How many there are; `items` are the first of them. */
    found: z.number().int(),
    /** Of those: people. */
    people: z.number().int(),
  }),
  /** A replica counts with its primary; what names no known secret is not in it. */
  secrets: countedView.extend({ items: z.array(topSecretView), found: z.number().int() }),
  coverage: z.array(scopeCoverageView),
  /** What is missing where events were counted one by one, and from the lists that the counts lead to. */
  unkept: z.array(unkeptView),
});
export type AccessTop = z.infer<typeof accessTop>;
