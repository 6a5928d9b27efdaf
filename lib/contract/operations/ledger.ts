import { z } from '@/lib/contract/zod';
import { ledgerExportQuery, ledgerList, ledgerQuery } from '@/lib/contract/ledger';
import { ledgerEntryDetail, ledgerEntryParams, outsideQuery, outsideReadsList } from '@/lib/contract/ledger-detail';
import { operation, reading } from '@/lib/contract/operation';

export const listLedgerOperation = operation({
  ...reading,
  id: 'listLedger',
  path: '/api/ledger',
  summary: 'What people did in Keyledger, newest first, and what holds the ledger together',
  permission: 'ledger.read',
  query: ledgerQuery,
  answer: ledgerList,
});

export const exportLedgerOperation = operation({
  ...reading,
  id: 'exportLedger',
  path: '/api/ledger/export',
  summary: 'All entries in sight that match, oldest first, as JSON lines that can be verified; itself an entry',
  permission: 'ledger.read',
  bucket: 'export',
  query: ledgerExportQuery,
  answer: z.string(),
  contentType: 'application/x-ndjson',
});

export const exportLedgerCsvOperation = operation({
  ...reading,
  id: 'exportLedgerCsv',
  path: '/api/ledger/export.csv',
  summary: 'The same for a spreadsheet',
  permission: 'ledger.read',
  bucket: 'export',
  query: ledgerExportQuery,
  answer: z.string(),
  contentType: 'text/csv; charset=utf-8',
});

export const getLedgerEntryOperation = operation({
  ...reading,
  id: 'getLedgerEntry',
  path: '/api/ledger/{seq}',
  summary: "One entry, the others of its act, and CloudTrail's record of the call",
  permission: 'ledger.read',
  params: ledgerEntryParams,
  answer: ledgerEntryDetail,
  codes: ['not_found'],
});

export const listOutsideReadsOperation = operation({
  ...reading,
  id: 'listOutsideReads',
  path: '/api/ledger/outside',
  summary: 'Values read by people, by who is not known, or as this dashboard, of which the ledger knows nothing',
  permission: 'ledger.read',
  needsToo: 'history.read',
  query: outsideQuery,
  answer: outsideReadsList,
});
