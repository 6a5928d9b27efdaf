import 'server-only';
import type { CurrentSince } from '@/lib/domain/adoption/adoption-facts';
import { findCurrentSince, MOVING_EVENTS } from '@/lib/domain/adoption/find-current-since';
import { toRotationEvent } from '@/lib/domain/event/to-rotation-event';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { InventoryRow, Sight } from '@/lib/domain/ports/inventory-store';
import { findVersionWithStage } from '@/lib/domain/secret';
import { MOST_SPANS } from './to-versions-view';

/** A rotation leaves four of them, and what made the current version is among the newest. */
const EVENTS = 100;

/** Since when the secret's current version is so; null: nobody said which one is. For those who may read its history. */
export async function findSinceOfCurrent(
  ctx: SystemContext,
  sight: Sight,
  row: InventoryRow,
): Promise<CurrentSince | null> {
  const versionId = findVersionWithStage(row.versionStages, 'AWSCURRENT');
  if (versionId === null) return null;
  const filter = { secretId: row.id, eventName: MOVING_EVENTS, outcome: ['success' as const], to: ctx.now() };
  const [events, spans] = await Promise.all([
    ctx.store.history.listEvents(sight, { filter, limit: EVENTS, after: null }),
    ctx.store.inventory.findStages(sight, row.id, MOST_SPANS),
  ]);
  return findCurrentSince({
    versionId,
    events: events.map((event) => ({ ...event, token: toRotationEvent({ ...event, raw: {} })?.token ?? null })),
    spans,
    madeAfter: row.valueChangedAt.notBefore,
    // Whatever stands in AWS's place may not move that date with a label.
    changedAt: ctx.aws.foreign ? null : row.lastChangedAt,
    seenAt: row.observedAt,
  });
}
