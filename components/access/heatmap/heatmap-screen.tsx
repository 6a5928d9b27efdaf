import { isOfPeople } from '@/lib/contract/access-top';
import { MOST_DAYS, type AccessHeatmap, type HeatmapQuery } from '@/lib/contract/access-heatmap';
import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import { ACTOR_KIND_WORDS } from '@/components/access/actor-kind';
import { accountWords } from '@/components/access/place-words';
import { PresetEmpty } from '@/components/access/preset-empty';
import { PresetScreen } from '@/components/access/preset-screen';
import { sizeOf } from '@/components/access/top/count-cells';
import { CountedLink } from '@/components/access/top/counted-link';
import { nameCounted } from '@/components/access/top/counted';
import { CountedLine } from '@/components/access/top/counted-line';
import { OrderLinks } from '@/components/access/top/order-links';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { valueOf, without, type UrlState } from '@/components/layout/url-state';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { HeatGrid } from './heat-grid';
import { toHeatDays, toHeatRow } from './to-heat-rows';

interface Props {
  heatmap: AccessHeatmap;
  counts: AccessList['presets'];
  url: ParsedUrl<HeatmapQuery>;
  scopes: ScopeView[];
  now: string;
}

const RULE = `Who did most of what the filter names, and on which days (UTC), ${MOST_DAYS} at most. Where it names no actions, reads are counted. Each cell leads to exactly the events it counts.`;

export function HeatmapScreen({ heatmap, counts, url, scopes, now }: Props) {
  const { from, to, total, coverage, unkept, found, people, items } = heatmap;
  const order = valueOf(url.state, 'order');
  const state = without(url.state, 'order');
  const kept: UrlState = order === undefined ? [] : [['order', order]];
  const list = { from, to: to < now ? to : now, coverage, unkept };
  const all = sizeOf(total);
  const few = items.length < found ? `the first ${items.length} of ${found.toLocaleString('en')}` : String(found);
  const rows = items.map((item) => {
    const { principal, actorKind } = item;
    const notes = [isOfPeople(item) ? ACTOR_KIND_WORDS[actorKind] : null, accountWords(principal, scopes)];
    return toHeatRow(item, heatmap, state, {
      path: `${principal.type}/`,
      leaf: principal.label,
      note: notes.filter((note) => note !== null).join(' · ') || null,
      href: `/access/principals/${principal.id}`,
    });
  });
  return (
    <PresetScreen
      view="heatmap"
      url={{ state, mistakes: url.mistakes }}
      kept={kept}
      list={list}
      counts={counts}
      count={found === 0 ? 'none found' : <CountedLink counted={heatmap} all={all} state={state} />}
      rule={RULE}
      scopes={scopes}
      now={now}
    >
      {found === 0 ? (
        <PresetEmpty list={list} state={state} scopes={scopes} now={now} what="Nobody did any of it." />
      ) : (
        <div className="flex flex-col gap-3 px-5 py-4 max-md:px-3">
          <OrderLinks view="heatmap" state={state} people={order !== 'count'} />
          <Card aria-label="Heatmap">
            <CardHeader>
              <CardTitle>Principals by day</CardTitle>
              <p className="text-ink-3">
                {few} principals, {people.toLocaleString('en')} used by people
              </p>
            </CardHeader>
            <CountedLine counted={heatmap} now={now} />
            <HeatGrid
              key={`${from} ${to}`}
              caption="Principals by day"
              head="Who"
              days={toHeatDays(heatmap)}
              rows={rows}
              what={nameCounted(heatmap, 1)}
            />
          </Card>
        </div>
      )}
    </PresetScreen>
  );
}
