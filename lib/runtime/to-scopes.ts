import 'server-only';
import type { AccountConfig } from '@/lib/config/aws-config';
import { toPartition } from '@/lib/domain/partition';
import { toScopeId, type Scope } from '@/lib/domain/scope';

export const toScopes = (accounts: readonly AccountConfig[]): Scope[] =>
  accounts.flatMap((account) =>
    account.regions.map((region) => ({
      id: toScopeId(account.id, region),
      accountId: account.id,
      accountName: account.name,
      region,
      partition: toPartition(region),
    })),
  );
