import 'server-only';
import type { VersionActView, VersionAuthorView } from '@/lib/contract/secret-detail';
import { ofEvents } from '@/lib/domain/history/of-events';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { SecretVersion } from '@/lib/domain/secret';
import { decideAuthor, type VersionAct, type VersionAuthor } from '@/lib/domain/version-author';
import { sightOf } from './authorize';
import { mayRead } from './may-act';
import { toPrincipalView } from './to-event-view';
import { toWire } from './wire-time';

const toActView = ({ at, eventName, principal, actorKind, who }: VersionAct): VersionActView => ({
  at: toWire(at),
  eventName,
  principal: toPrincipalView(principal),
  actorKind,
  who,
});

function toAuthorView(author: VersionAuthor): VersionAuthorView {
  if (author.state !== 'known') return author;
  const { state, wrote, rotation } = author;
  return { state, wrote: wrote && toActView(wrote), rotation: rotation && toActView(rotation) };
}

/** Who made each version, by its id; none where the history of the secret is not theirs to see. */
export async function findAuthors(
  ctx: Context,
  row: InventoryRow,
  versions: readonly SecretVersion[],
): Promise<Map<string, VersionAuthorView>> {
  if (!mayRead(ctx, 'history.read', row)) return new Map();
  const { history } = ctx.store;
  const ids = versions.map(({ versionId }) => versionId);
  const [acts, coverage, gone] = await Promise.all([
    history.versionActs(sightOf(ctx), row.id, ids),
    history.coverage([row.scopeId]),
    ctx.store.retention.unkept(),
  ]);
  const unkept = gone.find(({ action }) => action === 'change')?.before ?? null;
  const covered = ofEvents(coverage.get(row.scopeId) ?? []);
  return new Map(versions.map((one) => [one.versionId, toAuthorView(decideAuthor(one, acts, covered, unkept))]));
}
