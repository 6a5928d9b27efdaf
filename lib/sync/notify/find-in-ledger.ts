import 'server-only';
import { parseSecretArn } from '@/lib/domain/arn';
import { PROD } from '@/lib/domain/environment-verdict';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import { TURN_OFF } from '@/lib/domain/rotation/check-cancel';
import type { Notice, NoticeFact, NoticeSecret } from '@/lib/domain/notification/notice';
import { AT_ONCE, isNews, type Found, type Look } from './source';

const MODES: Readonly<Record<string, string>> = {
  field: 'one field',
  whole: 'all of it',
};

/** An act whose end is not known may have shown a value all the same; one that asks for the names of fields never does. */
const isReveal = ({ action, phase, detail }: LedgerEntry): boolean =>
  action === 'secret.reveal' &&
  (phase === 'done' || phase === 'unknown') &&
  detail.guardedAs === PROD &&
  detail.mode !== 'fields';

/** Whoever asked AWS for it; where its answer was lost, it may be off all the same. */
const isTurnedOff = ({ action, phase, detail }: LedgerEntry): boolean =>
  action === 'secret.recover' && (phase === 'done' || phase === 'unknown') && detail.what === TURN_OFF;

const CHANGES = [
  ['grantsAdded', 'added'],
  ['grantsRemoved', 'removed'],
  ['grantsChanged', 'changed'],
] as const;

const countOf = ({ detail }: LedgerEntry, name: string): number => {
  const count = detail[name];
  return typeof count === 'number' ? count : 0;
};
const isChangeOfGrants = (entry: LedgerEntry): boolean =>
  entry.action === 'config.loaded' && CHANGES.some(([name]) => countOf(entry, name) > 0);

/** What people did, as the ledger has it. The reason is free text, and a ticket is a part of it: neither is told. */
export async function findInLedger(look: Look): Promise<Found> {
  const { notifications } = look.ctx.store;
  const { from, entries } = await notifications.unheard(AT_ONCE);
  const last = entries.at(-1);
  if (!last) return { notices: [], noted: [], ended: [], more: false };
  const news = entries.filter(({ at }) => isNews(at, look));
  const reveals = news.filter(isReveal);
  const turnedOff = news.filter(isTurnedOff);
  const known = await notifications.secrets([...reveals, ...turnedOff].flatMap(({ secret }) => secret?.id ?? []));
  const notices = [
    ...reveals.map((entry) => toReveal(entry, known)),
    ...turnedOff.map((entry) => toTurnedOff(entry, known)),
    ...news.filter(isChangeOfGrants).map((entry) => toNotice(entry, 'grants.changed', toChanges(entry), null)),
  ];
  return { notices, noted: [], ended: [], heard: { from, to: last.seq }, more: entries.length === AT_ONCE };
}

/** The hash, since a restored ledger counts from where it was. */
const toNotice = (
  { seq, at, hash }: LedgerEntry,
  occasion: 'reveal.prod' | 'rotation.off' | 'grants.changed',
  facts: NoticeFact[],
  secret: NoticeSecret | null,
): Notice => ({ occasion, key: hash, secret, scope: null, since: at, facts, path: `/ledger/${seq}` });

const toChanges = (entry: LedgerEntry): NoticeFact[] =>
  CHANGES.map(([name, label]) => ({ label: `statements ${label}`, value: String(countOf(entry, name)) }));

function toReveal(entry: LedgerEntry, known: readonly NoticeSecret[]): Notice {
  const { actor, secret, detail, phase } = entry;
  const facts = [
    { label: 'by', value: actor.name },
    { label: 'what', value: MODES[String(detail.mode)] ?? 'a part of it' },
    ...(phase === 'unknown' ? [{ label: 'outcome', value: 'not known: the process ended meanwhile' }] : []),
  ];
  return toNotice(entry, 'reveal.prod', facts, secret && toNamed(secret, PROD, known));
}

function toTurnedOff(entry: LedgerEntry, known: readonly NoticeSecret[]): Notice {
  const { actor, secret, detail, phase } = entry;
  const lost = { label: 'outcome', value: 'not known: AWS’s answer was lost' };
  const facts = [{ label: 'by', value: actor.name }, ...(phase === 'unknown' ? [lost] : [])];
  const guardedAs = typeof detail.guardedAs === 'string' ? detail.guardedAs : PROD;
  const notice = toNotice(entry, 'rotation.off', facts, secret && toNamed(secret, guardedAs, known));
  return secret ? { ...notice, path: `/secrets/${secret.id}` } : notice;
}

/** As it was at the act, whatever it is now: its environment was asked of AWS then, and the guard went by it. */
function toNamed(
  { id, name, environment, accountId, arn }: NonNullable<LedgerEntry['secret']>,
  guardedAs: string,
  known: readonly NoticeSecret[],
): NoticeSecret {
  const now = known.find((one) => one.id === id);
  return {
    id,
    name,
    environment,
    guardedAs,
    accountId,
    accountName: now?.accountName ?? accountId,
    region: parseSecretArn(arn)?.region ?? '',
    owner: now?.owner ?? null,
  };
}
