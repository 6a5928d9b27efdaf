import 'server-only';
import { secretsQuery } from '@/lib/contract/secrets-query';
import { toSecretId } from '@/lib/domain/secret-id';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { authorize, sightOf } from './parts/authorize';
import { pageOfSecrets } from './parts/page-of-secrets';

const MOST = 20;

export interface FoundSecret {
  id: string;
  name: string;
  environment: string;
  account: string;
  region: string;
}

/** Secrets in the asker's sight that a text means: an ARN, a whole name, or else a part of what is searched by. */
export async function findSecrets(ctx: Context, text: string): Promise<FoundSecret[]> {
  authorize(ctx, 'inventory.read');
  if (text.startsWith('arn:')) {
    const row = await ctx.store.inventory.find(sightOf(ctx), toSecretId(text), ctx.now());
    return row ? [toFound(row)] : [];
  }
  const query = secretsQuery.parse({ q: text, limit: MOST, pending: 'include' });
  const { page } = await pageOfSecrets(ctx, query);
  const exact = page.filter(({ name }) => name === text);
  return (exact.length > 0 ? exact : page).map(toFound);
}

const toFound = ({ id, name, environment, accountName, region }: InventoryRow): FoundSecret => ({
  id,
  name,
  environment: environment.value,
  account: accountName,
  region,
});
