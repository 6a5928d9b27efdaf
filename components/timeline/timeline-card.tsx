import type { SecretAccessQuery } from '@/lib/contract/access';
import type { SecretTimeline } from '@/lib/contract/timeline';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { atCursor, toHref, valueOf, without } from '@/components/layout/url-state';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Pager } from '@/components/ui/pager';
import { NothingHappened } from './nothing-happened';
import { TimelineFilters } from './timeline-filters';
import { TimelineItem } from './timeline-item';
import { UnkeptLine } from '@/components/access/unkept-line';

interface Props {
  path: string;
  timeline: SecretTimeline;
  url: ParsedUrl<SecretAccessQuery>;
  now: string;
}

/** All that happened to the secret, newest first: one list, whatever it was. */
export function TimelineCard({ path, timeline, url, now }: Props) {
  const { state } = url;
  const { entries, nextCursor } = timeline;
  const events = countEvents(entries);
  return (
    <Card id="timeline" aria-label="Timeline">
      <CardHeader>
        <CardTitle>Timeline</CardTitle>
        <output className="text-ink-3">
          {`newest first, ${events === 1 ? '1 event' : `${events.toLocaleString('en')} events`} on this page`}
        </output>
      </CardHeader>
      <TimelineFilters path={path} state={state} />
      {timeline.unkept.length > 0 && (
        <CardBody>
          <UnkeptLine unkept={timeline.unkept} />
        </CardBody>
      )}
      {!entries.some(({ kind }) => kind !== 'gap') && (
        <NothingHappened
          path={path}
          state={state}
          covered={timeline.coverage.length > 0}
          unkept={timeline.unkept.length > 0}
        />
      )}
      {entries.length > 0 && (
        <ol aria-label="Timeline">
          {entries.map((entry, index) => (
            <TimelineItem key={keyOf(entry, index)} entry={entry} path={path} now={now} />
          ))}
        </ol>
      )}
      <Pager
        label="Pages of the timeline"
        first={valueOf(state, 'cursor') ? `${toHref(path, without(state, 'cursor'))}#timeline` : null}
        next={nextCursor ? `${toHref(path, atCursor(state, nextCursor))}#timeline` : null}
      />
    </Card>
  );
}

type Entry = SecretTimeline['entries'][number];

const eventsOf = (entry: Entry) => {
  if (entry.kind === 'gap') return [];
  return 'event' in entry ? [entry.event] : entry.events;
};
const countEvents = (entries: readonly Entry[]): number =>
  entries.reduce((sum, entry) => sum + eventsOf(entry).length, 0);

const keyOf = (entry: Entry, index: number): string => eventsOf(entry)[0]?.eventId ?? `${entry.kind} ${index}`;
