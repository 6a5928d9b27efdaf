import 'server-only';
import type { SecretAccess, SecretAccessQuery } from '@/lib/contract/access';
import { describeCadence } from '@/lib/domain/access/cadence';
import type { CoverageInterval } from '@/lib/domain/event-record';
import { explainAwsDay } from '@/lib/domain/history/aws-day';
import type { PeopleBehind } from '@/lib/domain/ports/access-queries';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { Reader } from '@/lib/domain/ports/history-store';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { cutEventPage, toEventPosition } from './parts/event-page';
import { getReadableSecret } from './parts/readable-secret';
import { findUnwatched, findWatchedCoverage } from './parts/secret-coverage';
import { toCoverageView } from './parts/to-coverage-view';
import { toEventView, toPrincipalView } from './parts/to-event-view';
import { toWire } from './parts/wire-time';
import { findUnkept, toUnkeptView } from './parts/find-unkept';

const READERS_DAYS = 90;
const CHART_DAYS = 30;
const DAY_MS = 86_400_000;

/** GET /api/secrets/{id}/access: who read it, when and how often, every event, and what of the history is covered. */
export async function listSecretAccess(
  ctx: Context,
  input: { id: string; query: SecretAccessQuery },
): Promise<SecretAccess> {
  authorize(ctx, 'history.read');
  const row = await getReadableSecret(ctx, input.id);
  const { query } = input;
  const sight = sightOf(ctx);
  const now = ctx.now();
  const to = query.to ? new Date(query.to) : now;
  const from = query.from ? new Date(query.from) : new Date(now.getTime() - READERS_DAYS * DAY_MS);
  const { actorKind, outcome, action } = query;
  const filter = { secretId: row.id, from, to, actorKind, outcome, action };
  const [events, { readers, behind }, days, coverage, unwatched, unkept] = await Promise.all([
    ctx.store.history.listEvents(sight, { filter, limit: query.limit + 1, after: toEventPosition(query.cursor) }),
    findReaders(ctx, row.id, from, to),
    ctx.store.history.readsByDay(sight, row.id, new Date(now.getTime() - (CHART_DAYS - 1) * DAY_MS), now),
    findWatchedCoverage(ctx, row),
    findUnwatched(ctx, row),
    findUnkept(ctx, filter),
  ]);
  const { page, nextCursor } = cutEventPage(events, query.limit);
  return {
    events: page.map(toEventView),
    readers: readers.map((reader) => toReaderView(reader, behind.get(reader.principal.id))),
    days,
    coverage: coverage.map((interval) => toCoverageView(interval, now)),
    unwatched,
    awsDay: toAwsDay(row, coverage, now),
    unkept: toUnkeptView(unkept),
    nextCursor,
  };
}

function toAwsDay(
  { lastAccessedOn: day, usage }: InventoryRow,
  coverage: readonly CoverageInterval[],
  now: Date,
): SecretAccess['awsDay'] {
  const reason = explainAwsDay({ lastAccessedOn: day, lastReadAt: usage.lastRead?.at ?? null, coverage, now });
  return reason !== null && day !== null ? { day, reason } : null;
}

/** With the people behind those principals that several share. */
async function findReaders(ctx: Context, secretId: string, from: Date, to: Date) {
  const sight = sightOf(ctx);
  const readers = await ctx.store.history.readers(sight, secretId, from, to);
  const shared = readers.filter(({ isShared, ofPeople }) => isShared && ofPeople > 0);
  const principalIds = shared.map(({ principal }) => principal.id);
  return { readers, behind: await ctx.store.history.peopleBehind(sight, secretId, { principalIds, from, to }) };
}

const toReaderView = (reader: Reader, behind: PeopleBehind | undefined): SecretAccess['readers'][number] => ({
  principal: toPrincipalView(reader.principal),
  actorKind: reader.actorKind,
  who: reader.who,
  firstAt: toWire(reader.firstAt),
  lastAt: toWire(reader.lastAt),
  reads: reader.reads,
  ofPeople: reader.ofPeople,
  shared: reader.isShared,
  people: behind?.people ?? [],
  peopleCount: behind?.count ?? 0,
  cadence: describeCadence(reader),
  client: reader.client,
  sourceAddress: reader.sourceAddress,
  lastVersionId: reader.lastVersionId,
  lastVersionStage: reader.lastVersionStage,
});
