import type { AccessHeatmap, HeatRowView } from '@/lib/contract/access-heatmap';
import { accessHref } from '@/components/access/events-url';
import { sizeOf } from '@/components/access/top/count-cells';
import { toEventsState } from '@/components/access/top/counted';
import { without, type UrlState } from '@/components/layout/url-state';
import type { HeatRowData } from './heat-row';
import type { HeatCell, HeatDay } from './heat-words';

type Counts = Pick<HeatRowView, 'succeeded' | 'denied' | 'failed'>;

const toCell = (counts: Counts): HeatCell => [sizeOf(counts), counts.denied, counts.failed];
const NOTHING: HeatCell = [0, 0, 0];

/** The days of a heatmap; of those that lie before the first that is counted, nothing is told. */
export const toHeatDays = ({ days, cut, from }: AccessHeatmap): HeatDay[] =>
  days.map(({ day, known }) => ({ day, known: cut && day <= from.slice(0, 10) ? 'cut' : known }));

/** A row of the grid; its links lead to exactly what is counted. */
export function toHeatRow(
  item: HeatRowView,
  heatmap: AccessHeatmap,
  state: UrlState,
  shown: Pick<HeatRowData, 'path' | 'leaf' | 'note' | 'href'>,
): HeatRowData {
  const own = toEventsState(state, heatmap, { principal: item.principal.id, actorKind: item.actorKind });
  const byDay = new Map(item.days.map(({ day, ...counts }) => [day, toCell(counts)]));
  return {
    key: `${item.principal.id} ${item.actorKind}`,
    ...shown,
    base: accessHref(without(without(own, 'from'), 'to')),
    all: accessHref(own),
    total: toCell(item),
    cells: heatmap.days.map(({ day }) => byDay.get(day) ?? NOTHING),
  };
}
