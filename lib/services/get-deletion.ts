import 'server-only';
import type { DeletionView } from '@/lib/contract/deletion';
import { describeCadence } from '@/lib/domain/access/cadence';
import { countRefused, toUsers } from '@/lib/domain/deletion/check-users';
import { ASKED_DAYS, KNOWN_DAYS, type DeletionFacts } from '@/lib/domain/deletion/deletion-facts';
import { judgeDeletion } from '@/lib/domain/deletion/judge-deletion';
import { nameSome, toNames } from '@/lib/domain/deletion/name-users';
import { toRestoreCommand } from '@/lib/domain/deletion/restore-command';
import { howCovered } from '@/lib/domain/history/how-covered';
import type { Context } from '@/lib/domain/ports/context';
import type { SecretUser } from '@/lib/domain/ports/history-store';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { authorize, sightOf } from './parts/authorize';
import { getSecretRow } from './parts/get-secret-row';
import { mayRead } from './parts/may-act';
import { findSecretCoverage } from './parts/secret-coverage';
import { toWire, toWireOrNull } from './parts/wire-time';

const DAY_MS = 86_400_000;
const MOST_NAMESAKES = 200;

/** GET /api/secrets/{id}/deletion: by what is stored alone; neither AWS nor anybody else is asked. */
export async function getDeletion(ctx: Context, input: { id: string }): Promise<DeletionView> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, input.id);
  const isHidden = !mayRead(ctx, 'history.read', row);
  const [history, namesakes] = await Promise.all([
    isHidden ? { users: [], history: 'hidden' as const } : findHistory(ctx, row),
    findNamesakes(ctx, row),
  ]);
  const facts = { secret: row, ...history, namesakes, foreign: ctx.aws.foreign, now: ctx.now() };
  return {
    ...judgeDeletion(facts),
    users: isHidden ? null : toUsers(facts).flatMap(toUserView),
    namesakes: namesakes.map(({ id, accountId, accountName, region, environment }) => ({
      id,
      account: accountId,
      accountName,
      region,
      environment: environment.value,
    })),
    // Whatever stands in AWS's place is asked at an address of its own.
    restore: row.deletion && !ctx.aws.foreign ? toRestoreCommand(row) : null,
  };
}

/** The shortest window that AWS takes: what it ends at was asked for no later than this before. */
const SHORTEST_WINDOW_MS = 7 * DAY_MS;

function findRequest({ deletion }: InventoryRow, now: Date): Date | null {
  if (!deletion) return null;
  const at = deletion.requestedAt ?? (deletion.endsAt && new Date(deletion.endsAt.getTime() - SHORTEST_WINDOW_MS));
  return at && at < now ? at : null;
}

async function findHistory(ctx: Context, row: InventoryRow): Promise<Pick<DeletionFacts, 'users' | 'history'>> {
  const now = ctx.now();
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const [users, coverage] = await Promise.all([
    ctx.store.history.users(sightOf(ctx), row.id, {
      from: before(ASKED_DAYS),
      to: now,
      refusedSince: findRequest(row, now),
    }),
    findSecretCoverage(ctx, row),
  ]);
  return { users, history: howCovered([coverage], before(KNOWN_DAYS), now, now) };
}

/** What begins with the name is asked for, which it alone comes first of. */
async function findNamesakes(ctx: Context, row: InventoryRow): Promise<InventoryRow[]> {
  const found = await ctx.store.inventory.list(sightOf(ctx), {
    filter: { prefix: row.name, below: 'exclude', pending: 'include' },
    sort: 'name',
    order: 'asc',
    limit: MOST_NAMESAKES,
    after: null,
    now: ctx.now(),
  });
  return found.filter(({ name, id }) => name === row.name && id !== row.id);
}

type UserView = NonNullable<DeletionView['users']>[number];

/** Whom IAM alone refused, and who never had it, is no user of it. */
function toUserView(user: SecretUser): UserView[] {
  const { principal, actorKind, reads, firstAt, lastAt, refusedAt } = user;
  const times = countRefused(user);
  if (reads + times === 0) return [];
  const rhythm = firstAt && lastAt ? { ...user, firstAt, lastAt } : null;
  return [
    {
      principal: toPrincipalKey(principal.id),
      who: nameSome(toNames(user)),
      actorKind,
      reads,
      lastAt: toWireOrNull(lastAt),
      cadence: rhythm && describeCadence(rhythm),
      refused: times > 0 && refusedAt ? { times, lastAt: toWire(refusedAt) } : null,
    },
  ];
}
