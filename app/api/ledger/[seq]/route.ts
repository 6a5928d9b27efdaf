import { getLedgerEntryOperation } from '@/lib/contract/operations/ledger';
import { route } from '@/lib/http/route';
import { getLedgerEntry } from '@/lib/services/get-ledger-entry';

export const GET = route({
  operation: getLedgerEntryOperation,
  permission: 'ledger.read',
  handler: (ctx, { params }) => getLedgerEntry(ctx, params),
});
