import 'server-only';
import type { EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { ObservedSecret } from '@/lib/domain/secret';

export const toLedgerSecret = (
  id: string,
  { arn, name, accountId, tags }: Pick<ObservedSecret, 'arn' | 'name' | 'accountId' | 'tags'>,
  environment: EnvironmentVerdict,
): NonNullable<NewLedgerEntry['secret']> => ({ id, arn, name, accountId, tags, environment: environment.value });
