import { z } from './zod';
import { isoDay } from './shared';
import { unkeptView } from './access';
import { scopeCoverageView } from './access-list';
import { countedView, topPrincipalView, topQuery } from './access-top';

// Screens ask the contract alone.
export { MOST_DAYS } from '@/lib/domain/access/plan-days';

/** Whose days: the top principals of the filter. */
export const heatmapQuery = topQuery;
export type HeatmapQuery = z.infer<typeof heatmapQuery>;

const heatDayView = z.strictObject({
  day: isoDay,
  /** Over all scopes in sight; outside `whole`, 0 is unknown and not none. `unkept`: events are counted one by one, and those of the day are deleted. */
  known: z.enum(['whole', 'part', 'none', 'unkept']),
});

export const heatRowView = topPrincipalView.extend({
  /** Those of `days` on which it did any of it, the oldest first. */
  days: z.array(
    z.strictObject({ day: isoDay, succeeded: z.number().int(), denied: z.number().int(), failed: z.number().int() }),
  ),
});
export type HeatRowView = z.infer<typeof heatRowView>;

/** Always of whole UTC days: where they are counted one by one and are too many, days before `from` are not counted. */
export const accessHeatmap = countedView.extend({
  /** All of them, the oldest first; of a longer period the newest. */
  days: z.array(heatDayView),
  items: z.array(heatRowView),
  /** How many principals there are; `items` are the first of them. */
  found: z.number().int(),
  /** Of those: people. */
  people: z.number().int(),
  coverage: z.array(scopeCoverageView),
  /** What is missing where events were counted one by one, and from the lists that the cells lead to. */
  unkept: z.array(unkeptView),
});
export type AccessHeatmap = z.infer<typeof accessHeatmap>;
