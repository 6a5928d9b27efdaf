import 'server-only';
import type { Aws } from '@/lib/domain/ports/aws';
import { toAccountRoles } from './account-roles';
import { toDiscoveryRoles, toFoundRoles } from './discovery-roles';
import { actRole } from './act-session';
import type { AwsOptions } from './aws-options';
import { createAthena } from './athena/create-athena';
import { createCallCounter } from './count-calls';
import { describeOne } from './foreign/describe-one';
import { probeEndpoint } from './foreign/probe-endpoint';
import { getAccount, toFoundAccount } from './get-account';
import { findResourcePolicy } from './find-resource-policy';
import { keepConnections } from './keep-connections';
import { listAccounts } from './list-accounts';
import { listPage } from './list-page';
import { listRegions } from './list-regions';
import { listSecrets } from './list-secrets';
import { listVersions } from './list-versions';
import { createLookupPacer, lookupEvents } from './lookup-events';
import { lookAtFunction } from './look/look-at-function';
import { readFunctionLog } from './look/read-function-log';
import { moveStage } from './move-stage';
import { cancelRotation } from './cancel-rotation';
import { probeRoles } from './probe/probe-roles';
import { createReadClients } from './read-clients';
import { keepReadCredentials } from './read-credentials';
import { reveal } from './reveal';
import { rotate } from './rotate';
import { createTrail } from './trail/create-trail';

/**
 * The adapter to AWS, over the real SDK. Reading goes through each account's read role; each act
 * through a session of its own. Every method throws AppError only (see the port).
 */
export function createAws(options: AwsOptions): Aws {
  const counter = createCallCounter();
  const credentialsOf = keepReadCredentials(options);
  const clientsOf = createReadClients(options, counter, credentialsOf);
  const discovery = options.discovery ?? null;
  const pacer = createLookupPacer(options);
  const kept = keepConnections(options);
  return {
    foreign: options.demoOverForeignEndpoint,
    probeEndpoint: async (scope, sample) => probeEndpoint(options, clientsOf(scope), scope, sample),
    async *listSecrets(scope) {
      yield* listSecrets(clientsOf(scope), scope);
    },
    listPage: async (scope, question, token) => listPage(clientsOf(scope), scope, question, token),
    describeSecret: async (scope, secretId) => describeOne(clientsOf(scope), scope, secretId),
    listVersions: async (scope, arn) => listVersions(clientsOf(scope), scope, arn),
    findResourcePolicy: async (scope, arn) => findResourcePolicy(clientsOf(scope), scope, arn),
    async *lookupEvents(scope, range, name) {
      yield* lookupEvents(clientsOf(scope), pacer, scope, { ...range, name });
    },
    takeCalls: () => counter.take(),
    discovery: () => discovery && toDiscoveryRoles(options, discovery),
    foundAccount: (found) => discovery && toFoundRoles(options, discovery, found),
    async *listAccounts() {
      if (discovery) yield* listAccounts(options, discovery);
    },
    listRegions: async (account) =>
      discovery ? listRegions(options, discovery, toFoundAccount(discovery, account), credentialsOf) : [],
    readRole: (scope) => getAccount(options, scope).roles.read,
    accounts: () => options.accounts.map((account) => toAccountRoles(options, account)),
    probeRoles: async (scope, person) => probeRoles(options, pacer, scope, person),
    athena: createAthena(options),
    trail: createTrail(options),
    actRole: (scope, act) => actRole(options, scope, act),
    reveal: async (scope, person, what) => reveal(options, scope, person, what),
    rotate: async (scope, person, what) => rotate(options, kept, scope, person, what),
    moveStage: async (scope, person, what) => moveStage(options, scope, person, what),
    cancelRotation: async (scope, person, what) => cancelRotation(options, scope, person, what),
    lookAtFunction: async (scope, person, what) => lookAtFunction(options, scope, person, what),
    readFunctionLog: async (scope, person, what) => readFunctionLog(options, scope, person, what),
  };
}
