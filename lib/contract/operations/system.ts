import { environmentsPreview, environmentsPreviewBody } from '@/lib/contract/environments-preview';
import { z } from '@/lib/contract/zod';
import { accountId, accountView, roleFile } from '@/lib/contract/accounts';
import { accountsList, accountsQuery } from '@/lib/contract/accounts-list';
import { discoveryFile, discoveryView, foundAccountsQuery } from '@/lib/contract/discovery';
import { noBody, none, operation, reading } from '@/lib/contract/operation';
import { scopesList, scopesQuery } from '@/lib/contract/scopes-list';
import { healthView, meView, readyView, sessionsList, settingsView } from '@/lib/contract/system';

export const listScopesOperation = operation({
  ...reading,
  id: 'listScopes',
  path: '/api/scopes',
  summary: 'Accounts and regions in sight, and how each is doing',
  permission: 'inventory.read',
  query: scopesQuery,
  answer: scopesList,
});

export const getMeOperation = operation({
  ...reading,
  id: 'getMe',
  path: '/api/me',
  summary: 'Who one is, and what one may do where',
  permission: 'signed-in',
  answer: meView,
});

export const listSessionsOperation = operation({
  ...reading,
  id: 'listSessions',
  path: '/api/sessions',
  summary: 'Everybody who is signed in',
  permission: 'session.end',
  answer: sessionsList,
});

const sessionParams = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is no id of a session') });

export const listMySessionsOperation = operation({
  ...reading,
  id: 'listMySessions',
  path: '/api/me/sessions',
  bySessionAlone: true,
  summary: 'Where one is signed in oneself',
  permission: 'signed-in',
  answer: sessionsList,
});

export const endMySessionOperation = operation({
  id: 'endMySession',
  method: 'DELETE',
  path: '/api/me/sessions/{id}',
  bySessionAlone: true,
  summary: "Ends a session of one's own at once, after a fresh sign-in",
  permission: 'signed-in',
  params: sessionParams,
  query: none,
  body: noBody,
  answer: z.void(),
  status: 204,
  codes: ['not_found', 'reauth_required'],
});

export const endSessionOperation = operation({
  id: 'endSession',
  method: 'DELETE',
  path: '/api/sessions/{id}',
  summary: 'Ends a session at once',
  permission: 'session.end',
  params: sessionParams,
  query: none,
  body: noBody,
  answer: z.void(),
  status: 204,
  codes: ['not_found'],
});

export const getSettingsOperation = operation({
  ...reading,
  id: 'getSettings',
  path: '/api/settings',
  summary: 'The effective configuration, its rules, and the policies that AWS needs',
  permission: 'settings.read',
  answer: settingsView,
});

export const previewEnvironmentsOperation = operation({
  id: 'previewEnvironments',
  method: 'POST',
  path: '/api/settings/environments/preview',
  summary: 'What other environment rules would change for the secrets in sight; changes nothing',
  permission: 'settings.read',
  needsToo: 'inventory.read',
  bucket: 'preview',
  params: none,
  query: none,
  body: environmentsPreviewBody,
  answer: environmentsPreview,
  status: 200,
  codes: ['too_large'],
});

export const listAccountsOperation = operation({
  ...reading,
  id: 'listAccounts',
  path: '/api/accounts',
  summary: 'Configured accounts, their roles, and what the last tests of these came to',
  permission: 'settings.read',
  query: accountsQuery,
  answer: accountsList,
});

const accountParams = z.strictObject({ account: accountId });

export const getAccountOperation = operation({
  ...reading,
  id: 'getAccount',
  path: '/api/accounts/{account}',
  summary: "One configured account's roles, and what to paste for them: JSON, CloudFormation, Terraform",
  permission: 'settings.read',
  params: accountParams,
  answer: accountView,
  codes: ['not_found'],
});

export const getRoleFileOperation = operation({
  ...reading,
  id: 'getRoleFile',
  path: '/api/accounts/{account}/files/{file}',
  summary: 'One of those texts as it is, to be saved',
  permission: 'settings.read',
  params: accountParams.extend({ file: roleFile }),
  answer: z.string(),
  codes: ['not_found'],
  contentType: 'text/plain; charset=utf-8',
});

export const getDiscoveryOperation = operation({
  ...reading,
  id: 'getDiscovery',
  path: '/api/discovery',
  summary: 'How accounts are found in the organization, which were, and what to paste for it',
  permission: 'settings.read',
  query: foundAccountsQuery,
  answer: discoveryView,
});

export const getDiscoveryFileOperation = operation({
  ...reading,
  id: 'getDiscoveryFile',
  path: '/api/discovery/files/{file}',
  summary: 'One of those texts as it is, to be saved',
  permission: 'settings.read',
  params: z.strictObject({ file: discoveryFile }),
  answer: z.string(),
  codes: ['not_found'],
  contentType: 'text/plain; charset=utf-8',
});

export const getHealthOperation = operation({
  ...reading,
  id: 'getHealth',
  path: '/api/health',
  summary: 'The process answers',
  permission: 'anyone',
  answer: healthView,
});

export const getReadyOperation = operation({
  ...reading,
  id: 'getReady',
  path: '/api/ready',
  summary: 'The database answers; how many scopes are fresh, without their names',
  permission: 'anyone',
  answer: readyView,
});

export const getMetricsOperation = operation({
  ...reading,
  id: 'getMetrics',
  path: '/api/metrics',
  summary: "Prometheus' text format, for the bearer of the metrics token; not there where none is configured",
  permission: 'anyone',
  answer: z.string(),
  codes: ['not_found', 'unauthenticated'],
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
});

export const getOpenApiOperation = operation({
  ...reading,
  id: 'getOpenApi',
  path: '/api/openapi.json',
  summary: 'This document',
  permission: 'anyone',
  answer: z.record(z.string(), z.unknown()),
});
