import 'server-only';
import type { Notice } from '@/lib/domain/notification/notice';
import type { PendingRead } from '@/lib/domain/ports/notification-store';
import { KINDS } from './actor-words';
import { AT_ONCE, type Found, type Look } from './source';

const occasion = 'deletion.read' as const;

/** Who tries to read what is to be deleted: each of them once for each deletion, all of one look and secret together. */
export async function findPendingReads({ ctx, since }: Look): Promise<Found> {
  const { notifications } = ctx.store;
  const [reads, ended] = await Promise.all([
    notifications.pendingReads(since, AT_ONCE),
    notifications.settledDeletions(),
  ]);
  const noted = reads.map(({ secret, principalId }) => ({ occasion, subject: `${secret.id} ${principalId}` }));
  const notices = [...Map.groupBy(reads, ({ secret }) => secret.id).values()].flatMap((mine) => toNotice(mine) ?? []);
  return { notices, noted, ended, more: reads.length === AT_ONCE };
}

function toNotice(reads: readonly PendingRead[]): Notice | null {
  const [first] = reads;
  if (!first) return null;
  const { secret, deletedAt } = first;
  const last = new Date(Math.max(...reads.map(({ lastAt }) => lastAt.getTime())));
  return {
    occasion,
    key: `${secret.id} ${deletedAt.toISOString()} ${last.toISOString()}`,
    secret,
    scope: null,
    since: last,
    facts: reads.map(({ principal, actorKind, tries }) => ({
      label: KINDS[actorKind],
      value: `${principal}, ${tries === 1 ? 'once' : `${tries} times`}`,
    })),
    path: `/secrets/${secret.id}`,
  };
}
