import { listLedgerOperation } from '@/lib/contract/operations/ledger';
import { route } from '@/lib/http/route';
import { listLedger } from '@/lib/services/list-ledger';

export const GET = route({
  operation: listLedgerOperation,
  permission: 'ledger.read',
  handler: (ctx, { query }) => listLedger(ctx, query),
});
