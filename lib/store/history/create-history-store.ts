import 'server-only';
import type { HistoryStore } from '@/lib/domain/ports/history-store';
import type { Queryable } from '@/lib/store/connect';
import { listAdoption } from './adoption';
import { applyEvents } from './apply-events';
import { listCoverage } from './coverage';
import { listFirstReads } from './first-reads';
import { countBuckets, countPresets } from './histogram';
import { listEvents } from './list-events';
import { listUnresolved } from './list-unresolved';
import { listMinutesOfReads } from './minutes-of-reads';
import { preparePartitions } from './partitions';
import { listPolicyTexts } from './policy-texts';
import { listPeopleBehind } from './people-behind';
import { findPrincipal, listPrincipals } from './principals';
import { listReaders, listReadersOf } from './readers';
import { listReadsByDay, listSparklines } from './reads-by-day';
import { resolvePending } from './resolve-pending';
import { listSecretsReadBy } from './secrets-read-by';
import { listPrincipalDays } from './top/principal-days';
import { listTopPrincipals } from './top/top-principals';
import { listTopSecrets } from './top/top-secrets';
import { refreshUsage } from './usage';
import { listUsers } from './users';
import { findVersionActs } from './version-acts';

export const createHistoryStore = (db: Queryable): HistoryStore => ({
  listEvents: (sight, query) => listEvents(db, sight, query),
  policyTexts: (sight, events) => listPolicyTexts(db, sight, events),
  versionActs: (sight, secretId, versionIds) => findVersionActs(db, sight, secretId, versionIds),
  readers: (sight, secretId, from, to) => listReaders(db, sight, secretId, from, to),
  readersOf: (sight, secretIds, from, to) => listReadersOf(db, sight, secretIds, from, to),
  peopleBehind: (sight, secretId, query) => listPeopleBehind(db, sight, secretId, query),
  users: (sight, secretId, query) => listUsers(db, sight, secretId, query),
  adoption: (sight, secretId, query) => listAdoption(db, sight, secretId, query),
  readsByDay: (sight, secretId, from, to) => listReadsByDay(db, sight, secretId, from, to),
  sparklines: (sight, secretIds, now) => listSparklines(db, sight, secretIds, now),
  principals: (sight, from, to, limit) => listPrincipals(db, sight, from, to, limit),
  findPrincipal: (sight, principalKey) => findPrincipal(db, sight, principalKey),
  histogram: (sight, filter, plan) => countBuckets(db, sight, filter, plan),
  presetCounts: (sight, from, to) => countPresets(db, sight, from, to),
  firstReads: (sight, filter, limit) => listFirstReads(db, sight, filter, limit),
  minutesOfReads: (sight, filter, secrets, limit) => listMinutesOfReads(db, sight, filter, secrets, limit),
  topPrincipals: (sight, query) => listTopPrincipals(db, sight, query),
  principalDays: (sight, query) => listPrincipalDays(db, sight, query),
  topSecrets: (sight, query) => listTopSecrets(db, sight, query),
  secretsReadBy: (sight, query) => listSecretsReadBy(db, sight, query),
  coverage: (scopeIds) => listCoverage(db, scopeIds),
  applyEvents: (page) => applyEvents(db, page),
  resolvePending: (scopeId) => resolvePending(db, scopeId, new Date()),
  listUnresolved: (scopeId, limit) => listUnresolved(db, scopeId, limit),
  refreshUsage: (now) => refreshUsage(db, now),
  preparePartitions: (from, to) => preparePartitions(db, from, to),
});
