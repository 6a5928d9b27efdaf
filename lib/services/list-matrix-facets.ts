import 'server-only';
import type { MatrixQuery } from '@/lib/contract/matrix-list';
import type { SecretFacets } from '@/lib/contract/secrets-list';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { facetsOf } from './parts/facets-of';
import { toInventoryFilter } from './parts/page-of-secrets';
import { requireHistoryFor } from './parts/require-history';

/** What narrows the matrix: the facets of GET /api/secrets with what is pending deletion, which the matrix has, too. */
export async function listMatrixFacets(ctx: Context, query: MatrixQuery): Promise<SecretFacets> {
  authorize(ctx, 'inventory.read');
  requireHistoryFor(ctx, query);
  return facetsOf(ctx, toInventoryFilter({ ...query, pending: 'include' }));
}
