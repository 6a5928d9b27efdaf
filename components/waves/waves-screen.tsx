import Link from 'next/link';
import type { WavesList, WavesQuery, WaveView } from '@/lib/contract/waves';
import { FilterLinks } from '@/components/layout/filter-links';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, toggled, valueOf, valuesOf, without, type UrlState } from '@/components/layout/url-state';
import { Badge } from '@/components/ui/badge';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { Said } from '@/components/ui/said';
import { TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { allOf, countWords, paceWords, progressWords, sourceWords, waveTone, WAVE_STATES } from './wave-words';
import { WAVES_PATH, wavePath, wavesHref } from './waves-url';
import { WaveBar } from './wave-bar';

interface Props {
  list: WavesList;
  url: ParsedUrl<WavesQuery>;
  /** On any secret at all. */
  mayRotate: boolean;
  now: string;
}

const toLinks = (state: UrlState) =>
  WAVE_STATES.map((name) => ({
    key: name,
    href: wavesHref(toggled(state, 'state', name)),
    on: valuesOf(state, 'state').includes(name),
    words: name,
  }));

/** Many secrets rotated one after the other: what is drafted, goes on, and how it ended. */
export function WavesScreen({ list: { items, nextCursor }, url: { state, mistakes }, mayRotate, now }: Props) {
  const isLater = valueOf(state, 'cursor') !== undefined;
  return (
    <>
      <PageHeader>
        <PageTitle>Waves</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/rotation" className="underline">
            Rotation
          </TextLink>{' '}
          · many secrets, one after the other, lowest environments first
        </p>
      </PageHeader>
      <UrlMistakes mistakes={mistakes} />
      {(items.length > 0 || state.length > 0) && (
        <div className="border-b border-line px-5 py-2">
          <FilterLinks title="State" links={toLinks(state)} />
        </div>
      )}
      {items.length === 0 ? (
        <NoWaves isNarrowed={valuesOf(state, 'state').length > 0} isLater={isLater} mayRotate={mayRotate} />
      ) : (
        <div className="md:overflow-x-auto">
          <table className="data-table data-list linked-rows [--edge:--spacing(5)]">
            <TableCaption>Waves</TableCaption>
            <TableHead columns={['Wave', 'State', 'Progress', 'Drafted', 'Started', 'Ended']} />
            <tbody>
              {items.map((wave) => (
                <Row key={wave.id} wave={wave} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager
        label="Pages of waves"
        first={isLater ? wavesHref(without(state, 'cursor')) : null}
        next={nextCursor ? wavesHref(atCursor(state, nextCursor)) : null}
      />
    </>
  );
}

function NoWaves({ isNarrowed, isLater, mayRotate }: { isNarrowed: boolean; isLater: boolean; mayRotate: boolean }) {
  return (
    <EmptyState>
      <EmptyTitle>{isLater ? 'Nothing further' : isNarrowed ? 'No wave is in this state' : 'No waves yet'}</EmptyTitle>
      {isNarrowed ? (
        <TextLink href={WAVES_PATH}>All waves</TextLink>
      ) : mayRotate ? (
        <p className="max-w-[75ch]">
          A wave is made of what is selected in{' '}
          <TextLink href="/secrets" className="underline">
            the list of secrets
          </TextLink>
          , of all that a principal has read (on its page), or of what the unexpected readers of a review read (on the
          review). It begins as a dry run, which rotates nothing.
        </p>
      ) : (
        <p className="max-w-[75ch]">None has a secret that you see. To make one needs secret.rotate.</p>
      )}
    </EmptyState>
  );
}

const NONE = <span className="text-ink-3">–</span>;

function Row({ wave, now }: { wave: WaveView; now: string }) {
  const { counts } = wave;
  return (
    <tr>
      <td className="wrap-anywhere max-md:w-full md:min-w-56">
        <Link href={wavePath(wave.id)} prefetch={false} data-row-link className="font-medium">
          <Said text={wave.name} />
        </Link>
        <div className="note">
          {countWords(allOf(counts), 'secret')} · {paceWords(wave)}
        </div>
        <div className="note">made of {sourceWords(wave.source)}</div>
      </td>
      <td className="whitespace-nowrap">
        <Badge tone={waveTone(wave)}>{wave.state}</Badge>
      </td>
      <td className="max-md:w-full md:min-w-48">
        {wave.state === 'draft' ? <span className="text-ink-3">not started</span> : progressWords(counts)}
        {wave.state !== 'draft' && <WaveBar counts={counts} />}
      </td>
      <td data-label="drafted" className="wrap-anywhere">
        <Time at={wave.draftedAt} now={now} /> <span className="text-ink-3">by</span> <Said text={wave.draftedBy} />
      </td>
      <td data-label="started" className={wave.startedAt === null ? 'max-md:hidden' : 'whitespace-nowrap'}>
        {wave.startedAt === null ? NONE : <Time at={wave.startedAt} now={now} />}
      </td>
      <td data-label="ended" className={wave.endedAt === null ? 'max-md:hidden' : 'whitespace-nowrap'}>
        {wave.endedAt === null ? NONE : <Time at={wave.endedAt} now={now} />}
      </td>
    </tr>
  );
}
