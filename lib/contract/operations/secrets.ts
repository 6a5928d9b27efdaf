import { z } from '@/lib/contract/zod';
import { secretAccess, secretAccessQuery } from '@/lib/contract/access';
import { adoptionView } from '@/lib/contract/adoption';
import { deletionView } from '@/lib/contract/deletion';
import { diagnosisAnswer } from '@/lib/contract/diagnosis';
import { matrixList, matrixQuery } from '@/lib/contract/matrix-list';
import { operation, reading } from '@/lib/contract/operation';
import { groupsList, groupsQuery } from '@/lib/contract/groups-list';
import { preflightView } from '@/lib/contract/rotation';
import { secretDetail, versionsView } from '@/lib/contract/secret-detail';
import { MOST_FACET_VALUES, secretsList } from '@/lib/contract/secrets-list';
import { secretsExportQuery, secretsQuery } from '@/lib/contract/secrets-query';
import { opaqueId } from '@/lib/contract/shared';
import { secretTimeline } from '@/lib/contract/timeline';

export const secretParams = z.strictObject({ id: opaqueId });

export const listSecretsOperation = operation({
  ...reading,
  id: 'listSecrets',
  path: '/api/secrets',
  summary: `The inventory: filtered, sorted, paged, with totals and facets: of each the ${MOST_FACET_VALUES} values of most secrets, and those that are chosen; ages and pending deletion by values of their parameters`,
  permission: 'inventory.read',
  query: secretsQuery,
  answer: secretsList,
});

export const listGroupsOperation = operation({
  ...reading,
  id: 'listGroups',
  path: '/api/secrets/groups',
  summary: 'The inventory by path, service, environment or tag: counts and the worst rotation state of each group',
  permission: 'inventory.read',
  query: groupsQuery,
  answer: groupsList,
});

export const listMatrixOperation = operation({
  ...reading,
  id: 'listMatrix',
  path: '/api/secrets/matrix',
  summary: 'Logical secrets by environment: present, missing, differing, and where that cannot be told',
  permission: 'inventory.read',
  query: matrixQuery,
  answer: matrixList,
});

export const exportSecretsOperation = operation({
  ...reading,
  id: 'exportSecrets',
  path: '/api/secrets/export',
  summary: 'All secrets that match at this moment, in order, an item as JSON on each line; itself a ledger entry',
  permission: 'inventory.read',
  bucket: 'export',
  query: secretsExportQuery,
  answer: z.string(),
  contentType: 'application/x-ndjson',
});

export const exportSecretsCsvOperation = operation({
  ...reading,
  id: 'exportSecretsCsv',
  path: '/api/secrets/export.csv',
  summary: 'The same for a spreadsheet',
  permission: 'inventory.read',
  bucket: 'export',
  query: secretsExportQuery,
  answer: z.string(),
  contentType: 'text/csv; charset=utf-8',
});

export const getSecretOperation = operation({
  ...reading,
  id: 'getSecret',
  path: '/api/secrets/{id}',
  summary: 'One secret and all that its page shows; never a value',
  permission: 'inventory.read',
  params: secretParams,
  answer: secretDetail,
  codes: ['not_found'],
});

export const listVersionsOperation = operation({
  ...reading,
  id: 'listVersions',
  path: '/api/secrets/{id}/versions',
  summary: 'Its versions and their staging labels',
  permission: 'inventory.read',
  bucket: 'live',
  params: secretParams,
  answer: versionsView,
  codes: ['not_found', 'upstream', 'throttled'],
});

export const listSecretAccessOperation = operation({
  ...reading,
  id: 'listSecretAccess',
  path: '/api/secrets/{id}/access',
  summary: 'Who read it, every event, and which of its history is covered',
  permission: 'history.read',
  params: secretParams,
  query: secretAccessQuery,
  answer: secretAccess,
  codes: ['not_found'],
});

export const listSecretTimelineOperation = operation({
  ...reading,
  id: 'listSecretTimeline',
  path: '/api/secrets/{id}/timeline',
  summary: 'All that happened to it, newest first, folded, and what of that is not known',
  permission: 'history.read',
  params: secretParams,
  query: secretAccessQuery,
  answer: secretTimeline,
  codes: ['not_found'],
});

export const getPreflightOperation = operation({
  ...reading,
  id: 'getPreflight',
  path: '/api/secrets/{id}/preflight',
  summary: 'What stands in the way of rotating it now, and who will notice',
  permission: 'inventory.read',
  params: secretParams,
  answer: preflightView,
  codes: ['not_found', 'upstream', 'throttled'],
});

export const getDiagnosisOperation = operation({
  ...reading,
  id: 'getDiagnosis',
  path: '/api/secrets/{id}/diagnosis',
  summary: 'Why its rotation fails or is stuck, as far as events and labels tell; asks AWS nothing',
  permission: 'inventory.read',
  params: secretParams,
  answer: diagnosisAnswer,
  codes: ['not_found'],
});

export const getDeletionOperation = operation({
  ...reading,
  id: 'getDeletion',
  path: '/api/secrets/{id}/deletion',
  summary: 'Who would miss it if it were deleted, or misses it now that its deletion is pending',
  permission: 'inventory.read',
  params: secretParams,
  answer: deletionView,
  codes: ['not_found'],
});

export const getAdoptionOperation = operation({
  ...reading,
  id: 'getAdoption',
  path: '/api/secrets/{id}/adoption',
  summary: 'Which of its readers have the version that is current',
  permission: 'history.read',
  params: secretParams,
  answer: adoptionView,
  codes: ['not_found'],
});
