import 'server-only';
import type { RotationList, RotationQuery } from '@/lib/contract/rotation-list';
import { secretsQuery } from '@/lib/contract/secrets-query';
import type { Context } from '@/lib/domain/ports/context';
import { orderOf, pickBucket } from '@/lib/domain/rotation/bucket';
import { ROTATION_STATES, type RotationState } from '@/lib/domain/rotation-state';
import { describeSchedule } from '@/lib/domain/rotation/describe-schedule';
import { authorize, sightOf } from './parts/authorize';
import { pageOfSecrets } from './parts/page-of-secrets';
import { scopeStamps } from './parts/scope-stamps';
import { toSecretItem } from './parts/to-secret-item';
import { toWireOrNull } from './parts/wire-time';

/** The Rotation screen: how many secrets are in each state, and a page of those in one of them. */
export async function listRotation(ctx: Context, query: RotationQuery): Promise<RotationList> {
  authorize(ctx, 'inventory.read');
  const sight = sightOf(ctx);
  const now = ctx.now();
  const { env, account, service, limit, cursor } = query;
  const narrowed = { env, account, service };
  const count = (state?: RotationState) =>
    ctx.store.inventory.rotationCounts(sight, { ...narrowed, state: state && [state] }, now);
  const asIs = await count(query.state);
  const filled = asIs.buckets.map((bucket) => bucket.state);
  const state = pickBucket(query.state, filled);
  // What narrows the rows is counted within their bucket, also where nobody named it.
  const counted = query.state === undefined ? await count(state) : asIs;
  const asked = secretsQuery.parse({ ...narrowed, state: [state], sort: orderOf(state), limit, cursor });
  const [{ page, nextCursor }, stamps] = await Promise.all([pageOfSecrets(ctx, asked), scopeStamps(ctx)]);
  const unsure = await ctx.store.inventory.unsureOf(
    sight,
    page.map(({ id }) => id),
    now,
  );
  return {
    buckets: ROTATION_STATES.flatMap((name) => {
      const bucket = counted.buckets.find((candidate) => candidate.state === name);
      if (bucket) return [{ ...bucket, oldestSince: toWireOrNull(bucket.oldestSince) }];
      // On AWS the labels always tell: a bucket that is empty there would only raise questions.
      return name === 'unknown' && state !== name ? [] : [{ state: name, count: 0, unsure: 0, oldestSince: null }];
    }),
    state,
    items: page.map((row) => ({
      ...toSecretItem(row),
      schedule: describeSchedule(row.rotationRules),
      createdAt: toWireOrNull(row.createdAt),
      unsure: unsure.has(row.id),
    })),
    nextCursor,
    filters: { env: counted.env, account: counted.account, service: counted.service },
    ...stamps,
  };
}
