import type { Draft } from '@/lib/domain/unusual/finding';
import {
  isWatched,
  lately,
  momentsOf,
  valuesOf,
  type ReaderFacts,
  type ReaderRule,
} from '@/lib/domain/unusual/reader-facts';
import type { UnusualSettings } from '@/lib/domain/unusual/settings';
import type { Seen } from '@/lib/domain/unusual/traits';
import { clock, listed } from '@/lib/domain/unusual/words';

/** Those of the day who did not read it lately: by name where people are named, for many share a role. */
function findFresh(facts: ReaderFacts, settings: UnusualSettings): Seen[] {
  const { today } = facts;
  const before = lately(facts, settings);
  if (today.people.length > 0) {
    const known = valuesOf(before, 'people');
    return today.people.filter(([name]) => !known.includes(name));
  }
  return before.some(({ traits }) => traits.reads.length > 0) ? [] : today.reads;
}

/** A person read production, whom nobody saw doing so lately. */
export const judgePerson: ReaderRule<Draft> = (facts, settings) => {
  const { actorKind, who, today, firstRead } = facts;
  if (actorKind !== 'person' || who.type === 'root' || !isWatched(facts, settings)) return null;
  const fresh = findFresh(facts, settings);
  if (fresh.length === 0) return null;
  const moments = momentsOf(fresh);
  const isNamed = today.people.length > 0;
  const names = fresh.map(([name]) => name);
  const before =
    firstRead?.verdict === 'first'
      ? 'It is the first read of this secret that is known of this principal.'
      : `In the ${settings.repeatDays} days before, ${isNamed && names.length > 1 ? 'they were' : 'this person was'} not seen to read it as this principal.`;
  return {
    rule: 'person-prod',
    ...moments,
    reason: `A person read a secret that is guarded as ${facts.secret.guardedAs}, at ${clock(moments.firstAt)} UTC. ${before}`,
    facts: [
      { label: 'person', value: isNamed ? listed(names) : 'not named' },
      { label: 'with', value: listed(today.clients.map(([name]) => name)) },
      { label: 'from', value: listed(today.networks.map(([name]) => name)) },
    ],
    count: null,
    of: isNamed ? { trait: 'people', values: names } : { trait: 'reads', values: ['all'] },
  };
};

/** Root reads nothing in a day's work: each day on which it does, or tries to, is told. */
export const judgeRoot: ReaderRule<Draft> = ({ who, today }) => {
  const seen = [...today.reads, ...today.refused];
  if (who.type !== 'root' || seen.length === 0) return null;
  const did = today.reads.length > 0 ? 'read this secret' : 'tried to read this secret, and was refused';
  return {
    rule: 'root',
    ...momentsOf(seen),
    reason: `The root user of the account ${did}. No grant holds root back, and nobody needs it to read secrets.`,
    facts: [
      { label: 'with', value: listed(today.clients.map(([name]) => name)) },
      { label: 'from', value: listed(today.networks.map(([name]) => name)) },
    ],
    count: null,
    of:
      today.reads.length > 0 ? { trait: 'reads', values: ['all'] } : { trait: 'refused', values: ['denied', 'failed'] },
  };
};

const DAY_MS = 86_400_000;

/** A first read of a secret that is there long enough for its readers to be known. People have a rule of their own. */
export const judgeFirst: ReaderRule<Draft> = (facts, settings) => {
  const { actorKind, day, firstRead, secret, who, today } = facts;
  if (firstRead?.verdict !== 'first' || !isWatched(facts, settings) || who.type === 'root') return null;
  if (actorKind !== 'workload' && actorKind !== 'unknown') return null;
  const young = Date.parse(day) - settings.learningDays * DAY_MS;
  if (!secret.createdAt || secret.createdAt.getTime() > young) return null;
  return {
    rule: 'first-read',
    firstAt: firstRead.at,
    lastAt: momentsOf(today.reads).lastAt,
    reason: `The first read of this secret by this principal, at ${clock(firstRead.at)} UTC. The days before it are covered, and nothing earlier is known.`,
    facts: [
      { label: 'with', value: listed(today.clients.map(([name]) => name)) },
      { label: 'from', value: listed(today.networks.map(([name]) => name)) },
    ],
    count: null,
    of: { trait: 'reads', values: ['all'] },
  };
};
