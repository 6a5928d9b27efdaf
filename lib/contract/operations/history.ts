import { z } from '@/lib/contract/zod';
import { accessExportQuery, accessList, accessQuery } from '@/lib/contract/access-list';
import { accessHeatmap, heatmapQuery } from '@/lib/contract/access-heatmap';
import { bulkReadsList, firstReadersList, presetQuery } from '@/lib/contract/access-presets';
import { accessTop, topQuery } from '@/lib/contract/access-top';
import { operation, reading } from '@/lib/contract/operation';
import {
  principalDetail,
  principalSecretsList,
  principalSecretsQuery,
  principalsList,
} from '@/lib/contract/principals';
import { calendarList, calendarQuery } from '@/lib/contract/rotation-calendar';
import { runsList, runsQuery, runView } from '@/lib/contract/rotation';
import { opaqueId, versionId } from '@/lib/contract/shared';

const runParams = z.strictObject({ runId: versionId });

export const listAccessOperation = operation({
  ...reading,
  id: 'listAccess',
  path: '/api/access',
  summary: 'Events over all secrets in sight, newest first',
  permission: 'history.read',
  query: accessQuery,
  answer: accessList,
});

export const exportAccessOperation = operation({
  ...reading,
  id: 'exportAccess',
  path: '/api/access/export',
  summary: 'All events in sight that match, newest first, an event as JSON on each line; itself a ledger entry',
  permission: 'history.read',
  bucket: 'export',
  query: accessExportQuery,
  answer: z.string(),
  contentType: 'application/x-ndjson',
});

export const exportAccessCsvOperation = operation({
  ...reading,
  id: 'exportAccessCsv',
  path: '/api/access/export.csv',
  summary: 'The same for a spreadsheet',
  permission: 'history.read',
  bucket: 'export',
  query: accessExportQuery,
  answer: z.string(),
  contentType: 'text/csv; charset=utf-8',
});

export const listFirstReadersOperation = operation({
  ...reading,
  id: 'listFirstReaders',
  path: '/api/access/first-readers',
  summary: 'Principals whose first known read of a secret lies in the period, newest first',
  permission: 'history.read',
  query: presetQuery,
  answer: firstReadersList,
});

export const listBulkReadsOperation = operation({
  ...reading,
  id: 'listBulkReads',
  path: '/api/access/bulk-reads',
  summary: 'Principals that read many secrets in a short time, newest first',
  permission: 'history.read',
  query: presetQuery,
  answer: bulkReadsList,
});

export const listTopOperation = operation({
  ...reading,
  id: 'listTop',
  path: '/api/access/top',
  summary: 'Who did most of what the filter names, and to which secrets; reads, where it names no actions',
  permission: 'history.read',
  query: topQuery,
  answer: accessTop,
});

export const listHeatmapOperation = operation({
  ...reading,
  id: 'listHeatmap',
  path: '/api/access/heatmap',
  summary: 'Who did most of what the filter names, on which days (UTC); reads, where it names no actions',
  permission: 'history.read',
  query: heatmapQuery,
  answer: accessHeatmap,
});

export const listPrincipalsOperation = operation({
  ...reading,
  id: 'listPrincipals',
  path: '/api/principals',
  summary: 'Who acted on secrets in sight',
  permission: 'history.read',
  answer: principalsList,
});

export const getPrincipalOperation = operation({
  ...reading,
  id: 'getPrincipal',
  path: '/api/principals/{id}',
  summary: 'One principal with the secrets that it read and its latest events',
  permission: 'history.read',
  params: z.strictObject({ id: opaqueId }),
  answer: principalDetail,
  codes: ['not_found'],
});

export const listPrincipalSecretsOperation = operation({
  ...reading,
  id: 'listPrincipalSecrets',
  path: '/api/principals/{id}/secrets',
  summary: 'The secrets that one principal read or tried to, the latest first, ever or since a day',
  permission: 'history.read',
  params: z.strictObject({ id: opaqueId }),
  query: principalSecretsQuery,
  answer: principalSecretsList,
  codes: ['not_found'],
});

export const listCalendarOperation = operation({
  ...reading,
  id: 'listCalendar',
  path: '/api/rotations/calendar',
  summary: 'When each secret is to be rotated next, the earliest first',
  permission: 'inventory.read',
  query: calendarQuery,
  answer: calendarList,
});

export const listRunsOperation = operation({
  ...reading,
  id: 'listRuns',
  path: '/api/rotations',
  summary: 'Rotation runs, newest first',
  permission: 'inventory.read',
  query: runsQuery,
  answer: runsList,
});

export const getRunOperation = operation({
  ...reading,
  id: 'getRun',
  path: '/api/rotations/{runId}',
  summary: 'One rotation run',
  permission: 'inventory.read',
  params: runParams,
  answer: runView,
  codes: ['not_found'],
});

export const streamRunOperation = operation({
  ...reading,
  id: 'streamRun',
  path: '/api/rotations/{runId}/stream',
  summary: 'Server-sent events: `run` with the run at every change, until it has ended',
  permission: 'inventory.read',
  params: runParams,
  answer: runView,
  codes: ['not_found'],
  contentType: 'text/event-stream',
});
