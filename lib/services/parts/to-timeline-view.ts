import 'server-only';
import type { SecretTimeline } from '@/lib/contract/timeline';
import type { StoredEvent } from '@/lib/domain/ports/history-store';
import { describeStatements } from '@/lib/domain/policy/describe-statements';
import type { NamedRun } from '@/lib/domain/run';
import type { TimelineEntry } from '@/lib/domain/timeline/timeline-entry';
import { toEventView } from './to-event-view';
import { toRunView } from './to-run-view';
import { toWireOrNull } from './wire-time';

/** `policies`: what the edits of the policy wrote, by the event's id. */
export function toTimelineView(
  entry: TimelineEntry<StoredEvent, NamedRun>,
  policies: ReadonlyMap<string, string>,
): SecretTimeline['entries'][number] {
  if (entry.kind === 'gap') return { kind: 'gap', from: toWireOrNull(entry.from), to: toWireOrNull(entry.to) };
  if (entry.kind === 'rotation') {
    const { kind, state, step, message, newerPage, olderPage } = entry;
    const [startedAt, endedAt] = [toWireOrNull(entry.startedAt), toWireOrNull(entry.endedAt)];
    const run = entry.run && toRunView(entry.run);
    const events = entry.events.map(toEventView);
    return { kind, state, step, message, startedAt, endedAt, events, run, newerPage, olderPage };
  }
  if ('event' in entry) {
    const { kind, event } = entry;
    return { kind, event: toEventView(event), policy: describeStatements(policies.get(event.eventId) ?? '') };
  }
  const { kind, events, newerPage, olderPage } = entry;
  return { kind, events: events.map(toEventView), newerPage, olderPage };
}
