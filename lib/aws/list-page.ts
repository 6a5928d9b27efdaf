import 'server-only';
import { ListSecretsCommand, type Filter } from '@aws-sdk/client-secrets-manager';
import type { Segment } from '@/lib/domain/listing/segment';
import type { Question } from '@/lib/domain/listing/walk';
import type { ListedPage } from '@/lib/domain/ports/aws';
import type { Scope } from '@/lib/domain/scope';
import { LARGEST_PAGE, toListed } from './list-secrets';
import type { ReadClients } from './read-clients';
import { toAppError } from './to-app-error';

const SORT_BY = { name: 'name', created: 'created-date' } as const;
const SORT_ORDER = { ascending: 'asc', descending: 'desc' } as const;

/** Each prefix a filter of its own: several filters must all hold, while values of one are alternatives. */
function toFilters({ within, without }: Segment): Filter[] {
  const values = [...(within === '' ? [] : [within]), ...without.map((prefix) => `!${prefix}`)];
  return values.map((value) => ({ Key: 'name', Values: [value] }));
}

/** One page of ListSecrets, those pending deletion included (see the port). */
export async function listPage(
  { pages, foreign }: ReadClients,
  scope: Scope,
  { segment, by, order }: Question,
  token: string | null,
): Promise<ListedPage> {
  const filters = toFilters(segment);
  const command = new ListSecretsCommand({
    MaxResults: LARGEST_PAGE,
    IncludePlannedDeletion: true,
    SortBy: SORT_BY[by],
    SortOrder: SORT_ORDER[order],
    ...(filters.length > 0 && { Filters: filters }),
    ...(token !== null && { NextToken: token }),
  });
  try {
    const { SecretList = [], NextToken } = await pages.send(command);
    return { secrets: SecretList.map((entry) => toListed(entry, scope, foreign)), nextToken: NextToken || null };
  } catch (error) {
    throw toAppError(error, { action: 'secretsmanager:ListSecrets', scopeId: scope.id });
  }
}
