import { z } from './zod';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { FINDING_STATES } from '@/lib/domain/unusual/dismissal';
import { RULE_NAMES } from '@/lib/domain/unusual/rule';
import { pageOfEvents, principalView } from './access';
import { periodFilters, scopeCoverageView } from './access-list';
import { isoDay, isoTime, opaqueId, repeated } from './shared';

export const unusualQuery = z.strictObject({
  ...periodFilters,
  ...pageOfEvents,
  state: z.enum(FINDING_STATES).default('open'),
  rule: repeated(z.enum(RULE_NAMES)),
  actorKind: repeated(z.enum(ACTOR_KINDS)),
  /** With its replicas. */
  secret: opaqueId.optional(),
  principal: opaqueId.optional(),
});
export type UnusualQuery = z.infer<typeof unusualQuery>;

export const unusualView = z.strictObject({
  id: opaqueId,
  rule: z.enum(RULE_NAMES),
  title: z.string(),
  /** null: of several at once; such a finding is for who sees all of them. */
  secret: z.strictObject({ id: opaqueId, name: z.string(), environment: z.string() }).nullable(),
  principal: principalView,
  actorKind: z.enum(ACTOR_KINDS),
  firstAt: isoTime,
  lastAt: isoTime,
  /** Events of that UTC day that it is about. */
  count: z.number().int(),
  reason: z.string(),
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  /** null: it is open. */
  dismissal: z
    .strictObject({
      at: isoTime,
      by: z.string(),
      reason: z.string(),
      /** Its events at that time: there may be more by now. */
      count: z.number().int(),
    })
    .nullable(),
});
export type UnusualView = z.infer<typeof unusualView>;

export const watchedRule = z.strictObject({
  rule: z.enum(RULE_NAMES),
  title: z.string(),
  watches: z.string(),
  on: z.boolean(),
});

export const unusualList = z.strictObject({
  items: z.array(unusualView),
  /** Of the whole filter; `more`: there are at least so many. */
  total: z.number().int(),
  more: z.boolean(),
  /** Of the filter whatever its `state`, up to a thousand of each. */
  counts: z.strictObject({ open: z.number().int(), dismissed: z.number().int() }),
  /** One may dismiss and reopen them. */
  mayDismiss: z.boolean(),
  rules: z.array(watchedRule),
  learning: z.strictObject({
    /** Covered days that must lie before a day, of the 30 before it, for most rules to speak of it. */
    days: z.number().int(),
    /** The first day on which one of the scopes in sight was known well enough; null: none is yet. */
    since: isoDay.nullable(),
    /** Scopes in sight, and how many of them are not known well enough today. */
    scopes: z.number().int(),
    unready: z.number().int(),
  }),
  from: isoTime,
  to: isoTime,
  coverage: z.array(scopeCoverageView),
  nextCursor: z.string().nullable(),
});
export type UnusualList = z.infer<typeof unusualList>;
