import type { AccessHeatmap } from '@/lib/contract/access-heatmap';
import { ACTOR_KIND_WORDS } from '@/components/access/actor-kind';
import { CountedLine } from '@/components/access/top/counted-line';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { HeatGrid } from './heat-grid';
import { toHeatDays, toHeatRow } from './to-heat-rows';

/** The days of one principal; people and workloads that act as it have a row each. */
export function DaysCard({ heatmap, now }: { heatmap: AccessHeatmap; now: string }) {
  const { items, days } = heatmap;
  if (items.length === 0) return null;
  const rows = items.map((item) =>
    toHeatRow(item, heatmap, [], { path: '', leaf: ACTOR_KIND_WORDS[item.actorKind], note: null, href: null }),
  );
  return (
    <Card aria-label="Days">
      <CardHeader>
        <CardTitle>Reads by day, {days.length} days</CardTitle>
      </CardHeader>
      <CountedLine counted={heatmap} now={now} />
      <HeatGrid
        key={`${heatmap.from} ${heatmap.to}`}
        caption="Reads by day"
        head="As"
        days={toHeatDays(heatmap)}
        rows={rows}
        what="read"
      />
    </Card>
  );
}
