import type { ListingPlan, ListingReason } from './plan-listing';

export interface DailyCalls {
  /** As AWS names it. */
  operation: string;
  perDay: number;
  /** In words, for Settings. */
  why: string;
}

interface Facts {
  secrets: number;
  /** Of the last 24 hours. */
  events: number;
  listing: ListingPlan;
  historyPollSeconds: number;
  /** Calls counted by operation, and over how many hours. */
  measured: Record<string, number>;
  hours: number;
}

const DAY_SECONDS = 86_400;
/** Largest pages of ListSecrets and LookupEvents (AWS models). */
const [SECRETS_A_PAGE, EVENTS_A_PAGE] = [100, 50];
/** Each poll reads half an hour again (plan-history): an event is read so many times a day. */
const OVERLAPS_A_DAY = 48;

const REASONS: Record<ListingReason, string> = {
  followed: 'events tell what changes in between',
  foreign: 'the endpoint is not AWS, so that its events are not relied on',
  doubted: 'the last one could not prove that it was complete, and the next goes another way',
  'not-listed': 'it has not been listed yet',
  'no-history': 'its history cannot be read',
  'history-behind': 'its history is more than 15 minutes behind',
  'history-gap': 'its history has a gap since the last listing',
  'not-described': 'AWS does not describe all that events name',
};

const span = (seconds: number): string =>
  seconds % 3_600 === 0 ? `${seconds / 3_600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

/**
 * What a scope costs a day, by operation: listings and polls from their schedule and what there is to read, calls
 * that follow changes from what was counted, as far as a whole day of it is known.
 */
export function toDailyCalls(facts: Facts): DailyCalls[] {
  const { secrets, events, listing, historyPollSeconds, measured, hours } = facts;
  const pages = Math.max(1, Math.ceil(secrets / SECRETS_A_PAGE));
  const polled = Math.max(1, Math.ceil(events / OVERLAPS_A_DAY / EVENTS_A_PAGE));
  const counted = (operation: string): number => Math.round(((measured[operation] ?? 0) * 24) / Math.max(hours, 1));
  const times = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
  return [
    {
      operation: 'ListSecrets',
      perDay: Math.ceil((DAY_SECONDS / listing.everySeconds) * pages),
      why: `${times(pages, 'page')} every ${span(listing.everySeconds)}: ${REASONS[listing.reason]}`,
    },
    {
      operation: 'LookupEvents',
      perDay: Math.ceil((DAY_SECONDS / historyPollSeconds) * polled),
      why: `${times(polled, 'page')} every ${span(historyPollSeconds)}: what is new, and half an hour again for what came late`,
    },
    {
      operation: 'DescribeSecret',
      perDay: counted('DescribeSecret'),
      why: 'one for each secret that events named as changed, and after a listing for each with replicas, as counted lately',
    },
    {
      operation: 'ListSecretVersionIds',
      perDay: counted('ListSecretVersionIds'),
      why: 'one for each secret once, and again after it changed, as counted lately',
    },
  ];
}
