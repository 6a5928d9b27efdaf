import { z } from './zod';
import { ACTION_CLASSES, type ActionClass } from '@/lib/domain/event-record';
import { EVENT_NAMES } from '@/lib/domain/event/action';
import { toAskedMoment } from '@/lib/domain/history/asked-moment';
import { actorFilters, coverageView, eventView, pageOfEvents, unkeptView } from './access';
import { isoTime, opaqueId, repeated, storedText } from './shared';

const moment = (edge: 'from' | 'to') =>
  z
    .string()
    .refine(
      (text) => toAskedMoment(text, edge, new Date()) !== null,
      'is a time (2026-11-20T10:30:00Z), a day (2026-11-20) or how long ago (90m, 24h, 30d)',
    );

/** What `action` takes: classes of actions first, then AWS's own names. */
export const ACTION_NAMES: readonly string[] = [...ACTION_CLASSES, ...EVENT_NAMES];

/** What is asked of events over all scopes: OR within one, AND between them. */
export const periodFilters = {
  from: moment('from').optional(),
  to: moment('to').optional(),
  env: repeated(storedText(256)),
};

const isClass = (value: string): value is ActionClass => ACTION_CLASSES.some((action) => action === value);

/** Which events are meant, on whatever screen. */
export const accessFilters = {
  ...actorFilters,
  ...periodFilters,
  /** An id, an ARN, or a part of a role's, person's or workload's name. */
  principal: repeated(storedText(2048)),
  /** An id: of the above, what was done as this principal. */
  as: opaqueId.optional(),
  /** An id, or a part of a name. */
  secret: repeated(storedText(512)),
  /** A class of actions, or one of AWS's operations or events. */
  action: repeated(
    storedText(128).refine(
      (value) => isClass(value) || /^[A-Z][A-Za-z]+$/.test(value),
      `is an operation as AWS names it (GetSecretValue) or one of ${ACTION_CLASSES.join(', ')}`,
    ),
  ),
  /** Whole, or its beginning where it ends with `.` or `:`. */
  address: repeated(storedText(256)),
};

/** The parameters of an export: the same, of all pages. */
export const accessExportQuery = z.strictObject(accessFilters);
export type AccessExportQuery = z.infer<typeof accessExportQuery>;

export const accessQuery = z.strictObject({
  ...accessFilters,
  ...pageOfEvents,
  include: z.array(z.enum(['histogram', 'presets', 'none'])).default([]),
});
export type AccessQuery = z.infer<typeof accessQuery>;

export const bucketView = z.strictObject({
  from: isoTime,
  to: isoTime,
  person: z.number().int(),
  workload: z.number().int(),
  service: z.number().int(),
  denied: z.number().int(),
  /** Over all scopes in sight; outside `whole`, 0 is unknown and not none. `unkept`: it was covered, and single events of it are deleted. */
  known: z.enum(['whole', 'part', 'none', 'unkept']),
});

export const histogramView = z.strictObject({
  from: isoTime,
  to: isoTime,
  stepSeconds: z.number().int(),
  /** Events that match, from `from` to `to`. */
  total: z.number().int(),
  buckets: z.array(bucketView),
});
export type HistogramView = z.infer<typeof histogramView>;

export const presetCounts = z.strictObject({
  people: z.number().int(),
  denied: z.number().int(),
  changes: z.number().int(),
  /** Of any period: access reviews whose next one is overdue. */
  overdueReviews: z.number().int(),
});

export const scopeCoverageView = coverageView.extend({ scope: z.string() });

export const accessList = z.strictObject({
  events: z.array(eventView),
  coverage: z.array(scopeCoverageView),
  /** What is missing from events and histogram. */
  unkept: z.array(unkeptView),
  histogram: histogramView.optional(),
  presets: presetCounts.optional(),
  nextCursor: z.string().nullable(),
});
export type AccessList = z.infer<typeof accessList>;
