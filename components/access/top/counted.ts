import { MOST_COUNTED, type CountedView } from '@/lib/contract/access-top';
import { formatUtc } from '@/components/ui/format-time';
import { withValue, type UrlState } from '@/components/layout/url-state';

const OUTCOME_WORDS = { success: 'succeeded', denied: 'were denied', failed: 'failed' } as const;
const one = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

/** `reads`, where nothing else was counted, else `events`. */
export const nameCounted = ({ action, eventName }: Pick<CountedView, 'action' | 'eventName'>, count = 2): string =>
  one(count, eventName.length === 0 && action.join() === 'read' ? 'read' : 'event');

/** What was counted: `reads that succeeded or were denied`, `events of the kinds change, policy`. */
export function describeCounted({ action, eventName, outcome }: CountedView): string {
  const what = nameCounted({ action, eventName });
  const kinds = what === 'reads' ? '' : ` of ${[...action, ...eventName].join(', ') || 'any kind'}`;
  return `${what}${kinds} that ${outcome.map((name) => OUTCOME_WORDS[name]).join(' or ') || 'had any outcome'}`;
}

const minute = (at: string): string => formatUtc(at).slice(0, 16);

/** How and of when, so that nobody takes a whole day for the hours that were asked for. */
export function describeCounting({ by, cut, from, to }: CountedView, now: string): string {
  if (cut)
    return `counted one by one, the newest ${MOST_COUNTED.toLocaleString('en')} at most: from ${minute(from)} UTC on`;
  if (by === 'events') return `counted one by one, ${minute(from)} to ${minute(to)} UTC`;
  const today = to > now ? ', today so far' : '';
  return `by whole UTC days, ${from.slice(0, 10)} to ${to.slice(0, 10)}${today}`;
}

interface Narrowed {
  actorKind?: string;
  principal?: string;
  secrets?: readonly string[];
  outcome?: string;
  from?: string;
  to?: string;
}

/** The filter of exactly the events that were counted, or of a part of them. */
export function toEventsState(state: UrlState, counted: CountedView, narrowed: Narrowed = {}): UrlState {
  const { principal, secrets, actorKind } = narrowed;
  const replaced = new Set(['action', 'outcome', 'from', 'to', ...(secrets ? ['secret'] : []), ...(actorKind ? ['actorKind'] : [])]); // prettier-ignore
  const kept = state.filter(([name]) => !replaced.has(name));
  // Beside a name that was asked for, which one of the principals that it fits.
  const asked = kept.some(([name]) => name === 'principal' || name === 'as');
  const who: UrlState = principal === undefined ? kept : withValue(kept, asked ? 'as' : 'principal', principal);
  return [
    ...who,
    ...(secrets ?? []).map((id) => ['secret', id] as const),
    ...(actorKind === undefined ? [] : [['actorKind', actorKind] as const]),
    ...[...counted.action, ...counted.eventName].map((name) => ['action', name] as const),
    ...(narrowed.outcome ? [narrowed.outcome] : counted.outcome).map((name) => ['outcome', name] as const),
    ['from', narrowed.from ?? counted.from],
    ['to', narrowed.to ?? counted.to],
  ];
}
