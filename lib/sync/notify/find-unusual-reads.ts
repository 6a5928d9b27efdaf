import 'server-only';
import type { Notice } from '@/lib/domain/notification/notice';
import type { UnusualNews } from '@/lib/domain/ports/notification-store';
import { RULES } from '@/lib/domain/unusual/rule';
import { KINDS } from './actor-words';
import { AT_ONCE, type Found, type Look } from './source';

const occasion = 'read.unusual' as const;

/** What the rules found in the reads: each finding once, with its reason. */
export async function findUnusualReads({ ctx, since, now }: Look): Promise<Found> {
  const { notifications } = ctx.store;
  const [reads, ended] = await Promise.all([
    notifications.unusualReads(since, now, AT_ONCE),
    notifications.settledUnusual(now),
  ]);
  const noted = reads.map(({ id }) => ({ occasion, subject: id }));
  return { notices: reads.map(toNotice), noted, ended, more: reads.length === AT_ONCE };
}

const toNotice = ({
  id,
  rule,
  secret,
  principal,
  principalKey,
  actorKind,
  firstAt,
  count,
  reason,
}: UnusualNews): Notice => ({
  occasion,
  key: id,
  secret,
  scope: null,
  since: firstAt,
  facts: [
    { label: 'what', value: RULES[rule].title },
    { label: KINDS[actorKind], value: `${principal}, ${count === 1 ? 'once' : `${count} times`}` },
    { label: 'why', value: reason },
  ],
  path: secret
    ? `/access?preset=unusual&secret=${secret.id}&rule=${rule}`
    : `/access?preset=unusual&principal=${principalKey}&rule=${rule}`,
});
