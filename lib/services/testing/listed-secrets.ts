import 'server-only';
import type { z } from 'zod';
import { secretsList, type SecretsList } from '@/lib/contract/secrets-list';
import { secretsQuery } from '@/lib/contract/secrets-query';
import type { DecidedSecret } from '@/lib/domain/decided-secret';
import type { Persona } from '@/lib/domain/grant';
import type { Context, SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import { listSecrets } from '@/lib/services/list-secrets';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { daysAgo, makeScope, NOW } from '@/lib/store/testing/make-secret';
import { startTestDatabase } from '@/lib/store/testing/test-database';
import { applyListing } from '@/lib/store/testing/test-store';
import { createTestContext } from '@/lib/sync/testing/test-context';
import { actorAs } from './actor-as';

/** Its history is read over all of 90 days. */
export const COVERED = makeScope('111122223333', 'eu-west-1', 'payments-prod');
/** Of its history nothing was read. */
export const UNCOVERED = makeScope('222233334444', 'eu-west-1', 'shared-staging');

export type SecretsQueryInput = z.input<typeof secretsQuery>;

export interface ListedSecrets {
  ctx: SystemContext;
  as(persona: Persona, change?: Parameters<typeof actorAs>[1]): Context;
  /** Replaces what is listed in a scope. */
  apply(scope: Scope, secrets: readonly DecidedSecret[], at?: Date): Promise<void>;
  stop(): Promise<void>;
}

/**
 * An inventory as two complete listings leave it, at one moment that does not move. `reads`: days ago
 * on which a secret was read, by its id. Nothing listens where AWS would be.
 */
export async function startListedSecrets(
  secrets: readonly DecidedSecret[],
  reads: Readonly<Record<string, readonly number[]>> = {},
  indexed = false,
): Promise<ListedSecrets> {
  const database = await startTestDatabase();
  const ctx = { ...createTestContext(database.appUrl, 'http://127.0.0.1:9', { indexed }), now: () => NOW };
  const { store } = ctx;
  await store.scopes.configure([COVERED, UNCOVERED]);
  await store.history.preparePartitions(daysAgo(92), daysAgo(-5));
  const apply = async (scope: Scope, listed: readonly DecidedSecret[], at?: Date) =>
    void (await applyListing(store, scope.id, listed, at));
  for (const scope of [COVERED, UNCOVERED]) {
    const listed = secrets.filter(({ secret }) => secret.accountId === scope.accountId);
    await apply(scope, listed);
    const records = listed.flatMap(({ id, secret: { arn, accountId } }) =>
      (reads[id] ?? []).map((days) => ok(makeEvent({ secretId: arn, accountId, at: daysAgo(days) }))),
    );
    const covered = scope === COVERED ? { from: daysAgo(90), to: NOW, source: 'lookup-events' as const } : null;
    await store.history.applyEvents({ scopeId: scope.id, records, covered, at: NOW });
  }
  return {
    ctx,
    as: (persona, change) => ({ ...ctx, actor: actorAs(persona, change), requestId: 'request-of-test' }),
    apply,
    async stop() {
      await store.close();
      await database.stop();
    },
  };
}

/** As the door does it: the parameters parsed by the contract, the answer held against it. */
export const ask = async (ctx: Context, input: SecretsQueryInput = {}): Promise<SecretsList> =>
  secretsList.parse(await listSecrets(ctx, secretsQuery.parse(input)));

export const namesOf = ({ items }: SecretsList): string[] => items.map(({ name }) => name);
