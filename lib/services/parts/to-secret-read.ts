import 'server-only';
import type { PrincipalDetail } from '@/lib/contract/principals';
import type { SecretReadRow } from '@/lib/domain/ports/access-queries';
import { toWire, toWireOrNull } from './wire-time';

export const toSecretRead = (row: SecretReadRow): PrincipalDetail['read'][number] => ({
  secret: row.secret,
  accountId: row.accountId,
  region: row.region,
  firstAt: toWire(row.firstAt),
  lastAt: toWire(row.lastAt),
  lastReadAt: toWireOrNull(row.lastReadAt),
  reads: row.reads,
  denied: row.denied,
});
