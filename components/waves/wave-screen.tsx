import type { WaveDetail, WaveItemsList, WaveItemsQuery } from '@/lib/contract/waves';
import { FilterLinks } from '@/components/layout/filter-links';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, toggled, toHref, valueOf, valuesOf, without, type UrlState } from '@/components/layout/url-state';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Pager } from '@/components/ui/pager';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { FollowWave } from './follow-wave';
import { WaveCards } from './wave-cards';
import { WaveHeader } from './wave-header';
import { WaveItemRow } from './wave-item-row';
import { allOf, countWords, ITEM_STATES } from './wave-words';
import { wavePath } from './waves-url';

interface Props {
  wave: WaveDetail;
  list: WaveItemsList;
  url: ParsedUrl<WaveItemsQuery>;
  /** May look at principals and reviews. */
  history: boolean;
  now: string;
}

const toLinks = ({ id, counts }: WaveDetail, state: UrlState) =>
  ITEM_STATES.filter((name) => counts[name] > 0 || valuesOf(state, 'state').includes(name)).map((name) => ({
    key: name,
    href: toHref(wavePath(id), toggled(state, 'state', name)),
    on: valuesOf(state, 'state').includes(name),
    words: name,
    count: counts[name],
  }));

export function WaveScreen({ wave, list, url: { state, mistakes }, history, now }: Props) {
  const path = wavePath(wave.id);
  const isDraft = wave.state === 'draft';
  return (
    <>
      <FollowWave wave={wave} />
      <WaveHeader wave={wave} now={now} />
      <UrlMistakes mistakes={mistakes} />
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <WaveCards wave={wave} history={history} />
        <Card aria-label="Secrets">
          <CardHeader>
            <CardTitle>{isDraft ? 'Dry run' : 'Secrets'}</CardTitle>
            <p className="text-ink-3">{countWords(allOf(wave.counts), 'secret')}, in the order in which they come</p>
          </CardHeader>
          {!isDraft && (
            <div className="px-4 pb-2">
              <FilterLinks title="State" links={toLinks(wave, state)} />
            </div>
          )}
          {list.items.length === 0 ? (
            <EmptyState>
              <EmptyTitle>None is in this state</EmptyTitle>
              <TextLink href={path}>All of its secrets</TextLink>
            </EmptyState>
          ) : (
            <Table className="data-list">
              <TableCaption>Secrets of the wave</TableCaption>
              <TableHead
                columns={
                  isDraft
                    ? ['Stage', 'Secret', 'Environment', 'Preflight']
                    : ['Stage', 'Secret', 'Environment', 'State', 'Run', 'Ended', 'Why']
                }
              />
              <tbody>
                {list.items.map((item) => (
                  <WaveItemRow key={item.secret.id} wave={wave} item={item} now={now} />
                ))}
              </tbody>
            </Table>
          )}
          <Pager
            label="Pages of secrets"
            first={valueOf(state, 'cursor') ? toHref(path, without(state, 'cursor')) : null}
            next={list.nextCursor ? toHref(path, atCursor(state, list.nextCursor)) : null}
          />
        </Card>
      </div>
    </>
  );
}
