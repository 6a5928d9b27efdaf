import type { Operation } from '@/lib/contract/operation';
import {
  clearPendingOperation,
  requestSyncOperation,
  revealSecretOperation,
  rollBackOperation,
  rotateSecretOperation,
} from './acts';
import {
  getPrincipalOperation,
  getRunOperation,
  listAccessOperation,
  listBulkReadsOperation,
  listFirstReadersOperation,
  listLedgerOperation,
  listPrincipalsOperation,
  listRunsOperation,
  streamRunOperation,
} from './history';
import {
  getPreflightOperation,
  getSecretOperation,
  listSecretAccessOperation,
  listSecretsOperation,
  listVersionsOperation,
} from './secrets';
import {
  endSessionOperation,
  getHealthOperation,
  getMeOperation,
  getMetricsOperation,
  getOpenApiOperation,
  getReadyOperation,
  getSettingsOperation,
  listScopesOperation,
  listSessionsOperation,
} from './system';

/** Every route but sign-in's, in the order in which the document shows them. */
export const EVERY_OPERATION: readonly Operation[] = [
  listSecretsOperation,
  getSecretOperation,
  listVersionsOperation,
  listSecretAccessOperation,
  getPreflightOperation,
  revealSecretOperation,
  rotateSecretOperation,
  clearPendingOperation,
  rollBackOperation,
  requestSyncOperation,
  listAccessOperation,
  listFirstReadersOperation,
  listBulkReadsOperation,
  listPrincipalsOperation,
  getPrincipalOperation,
  listRunsOperation,
  getRunOperation,
  streamRunOperation,
  listLedgerOperation,
  listScopesOperation,
  getMeOperation,
  listSessionsOperation,
  endSessionOperation,
  getSettingsOperation,
  getHealthOperation,
  getReadyOperation,
  getMetricsOperation,
  getOpenApiOperation,
];
