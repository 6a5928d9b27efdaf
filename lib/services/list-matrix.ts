import 'server-only';
import { z } from 'zod';
import type { MatrixList, MatrixQuery } from '@/lib/contract/matrix-list';
import { mayBeIn, seesAllOf } from '@/lib/domain/inventory/judge-cell';
import type { Context } from '@/lib/domain/ports/context';
import { authorize, sightOf } from './parts/authorize';
import { decodeCursor, encodeCursor } from './parts/cursor';
import { toInventoryFilter } from './parts/page-of-secrets';
import { positionText } from './parts/position';
import { requireHistoryFor } from './parts/require-history';
import { scopeStamps } from './parts/scope-stamps';
import { toMatrixRow } from './parts/to-matrix-row';
import { visibleScopes } from './parts/visible-scopes';

/** GET /api/secrets/matrix: logical secrets by environment; what is not there is called missing where that is certain. */
export async function listMatrix(ctx: Context, query: MatrixQuery): Promise<MatrixList> {
  const visibility = authorize(ctx, 'inventory.read');
  requireHistoryFor(ctx, query);
  const { only, limit, cursor } = query;
  const position = z.strictObject({ service: positionText.nullable(), leaf: positionText });
  const [{ rows, totals, ...columns }, scopes, all, stamps] = await Promise.all([
    ctx.store.inventory.matrix(sightOf(ctx), {
      filter: toInventoryFilter({ ...query, pending: 'include' }),
      only,
      limit: limit + 1,
      after: decodeCursor(cursor, position),
      now: ctx.now(),
    }),
    visibleScopes(ctx),
    ctx.store.scopes.conditions(),
    scopeStamps(ctx),
  ]);
  const facts = columns.environments.map((environment) => {
    const seesAll = seesAllOf(visibility, environment);
    // Who does not see everything there is told of no scope in which they see nothing.
    const unread = (seesAll ? all : scopes).some(
      ({ scope, inventory }) => inventory.asOf === null && mayBeIn(environment, scope.accountId, ctx.environmentRules),
    );
    return { environment, seesAll, unread };
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    ...columns,
    items: page.map((row) => toMatrixRow(row, facts)),
    nextCursor: last ? encodeCursor({ service: last.service, leaf: last.leaf }) : null,
    totals,
    ...stamps,
  };
}
