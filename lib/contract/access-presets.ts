import { z } from './zod';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { principalView, unkeptView } from './access';
import { periodFilters, scopeCoverageView } from './access-list';
import { isoTime, opaqueId, repeated } from './shared';

export const presetQuery = z.strictObject({ ...periodFilters, actorKind: repeated(z.enum(ACTOR_KINDS)) });
export type PresetQuery = z.infer<typeof presetQuery>;

export const firstReaderView = z.strictObject({
  principal: principalView,
  actorKind: z.enum(ACTOR_KINDS),
  secret: z.strictObject({ id: opaqueId, name: z.string(), environment: z.string() }),
  firstAt: isoTime,
  /** Successful ones since then. */
  reads: z.number().int(),
  /** `unknown`: the days before are not covered, so that it may have read before. */
  verdict: z.enum(['first', 'unknown']),
});

export const firstReadersList = z.strictObject({
  items: z.array(firstReaderView),
  /** Whether there are more than are listed: the newest are. */
  more: z.boolean(),
  /** Covered days before a read, from which on it counts as the first. */
  days: z.number().int(),
  from: isoTime,
  to: isoTime,
  coverage: z.array(scopeCoverageView),
});
export type FirstReadersList = z.infer<typeof firstReadersList>;

export const bulkReadView = z.strictObject({
  principal: principalView,
  actorKind: z.enum(ACTOR_KINDS),
  from: isoTime,
  to: isoTime,
  /** Different ones that are named. */
  secrets: z.number().int(),
  reads: z.number().int(),
  /** Batch calls whose secrets are not recorded. */
  batches: z.number().int(),
  environments: z.array(z.string()),
});

export const bulkReadsList = z.strictObject({
  items: z.array(bulkReadView),
  /** So many different secrets within so many minutes. */
  secrets: z.number().int(),
  minutes: z.number().int(),
  from: isoTime,
  to: isoTime,
  coverage: z.array(scopeCoverageView),
  /** Of which no bulk read can be found any more. */
  unkept: z.array(unkeptView),
});
export type BulkReadsList = z.infer<typeof bulkReadsList>;
