import { createHash } from 'node:crypto';
import type { ChannelRules, ChannelSummary } from './channel';
import { MOST_FACTS, MOST_NAMED, type Notice, type NoticeMessage } from './notice';
import { OCCASIONS, type Occasion } from './occasion';

export interface PlannedDelivery {
  channel: string;
  /** Once for each channel. */
  dedupe: string;
  message: NoticeMessage;
}

/** Up to so many of one occasion at once are told one by one; more become one message. */
const MOST_ALONE = 3;

type Channel = ChannelRules & Pick<ChannelSummary, 'owners'>;

/**
 * Whether a channel gets a notice. An environment or account that a channel does not name is not told there, not even
 * as a number. The owner's channel gets what is about the owner's secret wherever that lies, as far as it names the occasion.
 */
export function reaches(channel: Channel, { occasion, secret, scope }: Notice): boolean {
  if (!channel.occasions.includes(occasion)) return false;
  if (secret && secret.owner !== null && channel.owners.includes(secret.owner)) return true;
  if (channel.ownersOnly) return false;
  // What is about several secrets at once may lie anywhere.
  if (OCCASIONS[occasion].about === 'secret' && !secret) return !channel.environments && !channel.accounts;
  const account = secret?.accountId ?? scope?.accountId;
  if (channel.accounts && account !== undefined && !channel.accounts.includes(account)) return false;
  return !channel.environments || !secret || channel.environments.includes(secret.guardedAs);
}

/** What goes to which channel. Many at once, as when a region fails, are one message: nobody reads two hundred. */
export function planDeliveries(notices: readonly Notice[], channels: readonly Channel[], now: Date): PlannedDelivery[] {
  return channels.flatMap((channel) => {
    const mine = Map.groupBy(
      notices.filter((notice) => reaches(channel, notice)),
      ({ occasion }) => occasion,
    );
    return [...mine.values()].flatMap((alike): PlannedDelivery[] =>
      (alike.length > MOST_ALONE ? [alike] : alike.map((notice) => [notice])).map((told) => ({
        channel: channel.name,
        dedupe: toDedupe(told),
        message: toMessage(told, now),
      })),
    );
  });
}

function toDedupe(told: readonly Notice[]): string {
  const keys = told.map(({ occasion, key }) => `${occasion} ${key}`);
  return keys.length === 1 && keys[0] ? keys[0] : createHash('sha256').update(keys.toSorted().join('\n')).digest('hex');
}

/** Where one message is about many: the list of all, since no page of one tells them. */
const LISTS = { secret: '/rotation', scope: '/settings/scopes?state=failing', ledger: '/ledger' } as const;
/** Of occasions that have a list of their own. */
const OWN_LISTS: Partial<Record<Occasion, string>> = {
  'deletion.read': '/secrets?pending=only',
  'read.unusual': '/access?preset=unusual',
  'reveal.prod': '/ledger?action=secret.reveal',
};

function toMessage(told: readonly Notice[], now: Date): NoticeMessage {
  const [first] = told;
  if (!first) throw new Error('a message about nothing');
  const { occasion, facts, path } = first;
  const alone = told.length === 1;
  const named = told.slice(0, MOST_NAMED);
  const secrets = named.flatMap(({ secret }) => secret ?? []);
  const scopes = named.flatMap(({ scope }) => scope ?? []);
  const times = told.flatMap(({ since }) => since?.getTime() ?? []);
  const list = OWN_LISTS[occasion] ?? LISTS[OCCASIONS[occasion].about];
  return {
    occasion,
    at: now.toISOString(),
    since: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
    secrets,
    scopes,
    // What is about no secret and no scope has no name: several of them are a number alone.
    more: alone ? 0 : told.length - secrets.length - scopes.length,
    facts: alone ? facts.slice(0, MOST_FACTS) : [],
    path: alone ? path : list,
  };
}
