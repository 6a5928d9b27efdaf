import 'server-only';
import type { DeletionView } from '@/lib/contract/deletion';
import { describeCadence } from '@/lib/domain/access/cadence';
import { toUsers } from '@/lib/domain/deletion/check-readers';
import { ASKED_DAYS, type Attempt, type DeletionFacts } from '@/lib/domain/deletion/deletion-facts';
import { foldAttempts } from '@/lib/domain/deletion/fold-attempts';
import { judgeDeletion } from '@/lib/domain/deletion/judge-deletion';
import { toRestoreCommand } from '@/lib/domain/deletion/restore-command';
import { howCovered } from '@/lib/domain/history/how-covered';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { authorize, sightOf } from './parts/authorize';
import { getSecretRow } from './parts/get-secret-row';
import { mayRead } from './parts/may-act';
import { findSecretCoverage } from './parts/secret-coverage';
import { toWire } from './parts/wire-time';

const DAY_MS = 86_400_000;
const MOST_REFUSED = 200;
const MOST_NAMESAKES = 50;

/** GET /api/secrets/{id}/deletion: by what is stored alone; neither AWS nor anybody else is asked. */
export async function getDeletion(ctx: Context, input: { id: string }): Promise<DeletionView> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, input.id);
  const isHidden = !mayRead(ctx, 'history.read', row);
  const [history, namesakes] = await Promise.all([
    isHidden ? { readers: [], attempts: [], history: 'hidden' as const } : findHistory(ctx, row),
    findNamesakes(ctx, row),
  ]);
  const facts = { secret: row, ...history, namesakes, foreign: ctx.aws.foreign, now: ctx.now() };
  return {
    ...judgeDeletion(facts),
    readers: isHidden ? null : toUsers(facts).map(toReaderView),
    refused: history.attempts.map(toRefusedView),
    namesakes: namesakes.map(({ id, accountId, accountName, region, environment }) => ({
      id,
      account: accountId,
      accountName,
      region,
      environment: environment.value,
    })),
    restore: row.deletion && toRestoreCommand(row),
  };
}

type OfHistory = Pick<DeletionFacts, 'readers' | 'attempts' | 'history'>;

async function findHistory(ctx: Context, row: InventoryRow): Promise<OfHistory> {
  const now = ctx.now();
  const sight = sightOf(ctx);
  const from = new Date(now.getTime() - ASKED_DAYS * DAY_MS);
  const filter = { secretId: row.id, from: row.deletion?.requestedAt ?? from, to: now };
  const [readers, coverage, failed] = await Promise.all([
    ctx.store.history.readers(sight, row.id, from, now),
    findSecretCoverage(ctx, row),
    row.deletion
      ? ctx.store.history.listEvents(sight, {
          filter: { ...filter, action: ['read'], outcome: ['failed'] },
          limit: MOST_REFUSED,
          after: null,
        })
      : [],
  ]);
  const attempts = foldAttempts(failed.map((event) => ({ ...event, who: event.person ?? event.workload })));
  // AWS keeps 90 days to the minute: their first is half gone by the time that it is read.
  const asked = new Date(from.getTime() + DAY_MS);
  return { readers, attempts, history: howCovered([coverage], asked, now, now) };
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

const toReaderView = (reader: DeletionFacts['readers'][number]): NonNullable<DeletionView['readers']>[number] => ({
  principal: toPrincipalKey(reader.principal.id),
  who: reader.who ?? reader.principal.label,
  actorKind: reader.actorKind,
  lastAt: toWire(reader.lastAt),
  reads: reader.reads,
  cadence: describeCadence(reader),
});

const toRefusedView = ({ principalId, who, actorKind, times, lastAt }: Attempt): DeletionView['refused'][number] => ({
  principal: toPrincipalKey(principalId),
  who,
  actorKind,
  times,
  lastAt: toWire(lastAt),
});
