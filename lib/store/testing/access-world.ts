import 'server-only';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { AccessEvent } from '@/lib/domain/event-record';
import { EVERYTHING } from '@/lib/domain/grant';
import type { Sight } from '@/lib/domain/ports/inventory-store';
import { ok } from './make-event';
import { makeReplica, makeScope, makeSecret, NOW } from './make-secret';
import { applyListing, startTestStore, type TestStore } from './test-store';

export const scope = makeScope();
export const elsewhere = makeScope('111122223333', 'us-east-1');
const faraway = makeScope('111122223333', 'us-west-2');

const payments = { team: 'payments' };
export const db = makeSecret({ name: 'prod/payments/db', environment: 'prod', tags: payments });
export const copy = makeReplica(db, elsewhere.region);
/** What is read of it is read of its replicas, which a rule of theirs puts elsewhere than it. */
export const far = makeSecret({ name: 'prod/payments/far', environment: 'prod', tags: payments });
export const farCopies = [elsewhere, faraway].map(({ region }) => ({
  ...makeReplica(far, region),
  environment: { value: 'dev', source: 'test', disagrees: [] },
}));

const visibility = { allow: [{ tag: { key: 'team', value: 'payments' } }], deny: [] };
/** Whose the secrets of payments are. */
export const OWNER: Sight = { inventory: visibility, history: visibility };
export const NOT_PROD: Sight = { inventory: EVERYTHING, history: { allow: [{}], deny: [{ environments: ['prod'] }] } };

/** Each of the secrets is listed where it is, then the events are applied. */
export async function startAccessStore(
  secrets: readonly DecidedSecret[],
  events: readonly AccessEvent[] = [],
): Promise<TestStore> {
  const scopes = [scope, elsewhere, faraway];
  const test = await startTestStore(scopes);
  for (const { id, region } of scopes)
    await applyListing(
      test.store,
      id,
      secrets.filter(({ secret }) => secret.region === region),
    );
  const records = events.map(ok);
  await test.store.history.applyEvents({ scopeId: scope.id, records, covered: null, at: NOW });
  return test;
}
