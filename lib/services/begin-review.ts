import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import { MOST_REVIEWED, type BeginReviewInput, type ReviewDetail } from '@/lib/contract/reviews';
import { AppError, notFound } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { findPeriodMistake, MOST_OPEN } from '@/lib/domain/review/review';
import { getReview } from './get-review';
import { authorize, sightOf } from './parts/authorize';
import { findForAct } from './parts/find-for-act';
import { mayRead } from './parts/may-act';
import { recordAct } from './parts/record-act';
import { refusing } from './parts/refusing';
import { toRecordDetail } from './parts/review-for-act';
import { toLedgerSecret } from './parts/to-ledger-secret';

/**
 * POST /api/reviews: who read what of the period is taken down as it is known now, of all that is in sight, so that what is
 * signed is what was seen. AWS is asked nothing.
 */
export async function beginReview(ctx: Context, input: BeginReviewInput): Promise<ReviewDetail> {
  authorize(ctx, 'review.sign');
  authorize(ctx, 'history.read');
  const { from, to, service = null, environment = null } = input;
  const mistake = findPeriodMistake(from, to, ctx.now());
  if (mistake)
    throw new AppError('invalid', 'The period is none that can be reviewed.', {
      errors: [{ pointer: `/${mistake.field}`, rule: mistake.rule }],
    });
  const secret = input.secret === undefined ? null : await findSubject(ctx, input.secret);
  const subject = { secretId: secret?.id ?? null, service, environment };
  await refusing(ctx, { action: 'review.sign' }, () => requireRoom(ctx, subject));
  const id = randomBytes(16).toString('base64url');
  const record = {
    secret: secret && toLedgerSecret(secret.id, secret, secret.environment),
    detail: toRecordDetail({ id, from, to, subject }),
  };
  await recordAct(ctx, { actId: randomUUID(), action: 'review.begin', reason: null, ...record }, async () => {
    const review = { id, subject, from, to, at: ctx.now(), by: { id: ctx.actor.id, name: ctx.actor.name } };
    const begun = await ctx.store.reviews.begin(sightOf(ctx), review, { secrets: MOST_REVIEWED, open: MOST_OPEN });
    // Others that were begun at once, since it was looked at.
    if (begun === 'no room') return { failure: noRoom(), detail: {} };
    return begun ? { result: null, detail: begun } : { failure: tooMany(), detail: {} };
  });
  return getReview(ctx, { id });
}

async function findSubject(ctx: Context, id: string): Promise<InventoryRow> {
  const row = await findForAct(ctx, 'review.sign', id);
  if (!mayRead(ctx, 'history.read', row))
    throw new AppError('forbidden', 'Its history is not yours to see.', { refused: 'history.read' });
  return row;
}

const tooMany = () =>
  new AppError(
    'conflict',
    `A review covers at most ${MOST_REVIEWED} secrets, replicas counted. Review a service, or a service in an environment.`,
  );

const noRoom = () => new AppError('conflict', `You have ${MOST_OPEN} open reviews. Sign or discard one first.`);

async function requireRoom(ctx: Context, subject: Parameters<typeof ctx.store.reviews.countSubject>[1]): Promise<void> {
  const { reviews } = ctx.store;
  const [secrets, open] = await Promise.all([
    reviews.countSubject(sightOf(ctx), subject, MOST_REVIEWED),
    reviews.countOpen(ctx.actor.id),
  ]);
  if (secrets === 0) throw notFound('secret to review');
  if (secrets > MOST_REVIEWED) throw tooMany();
  if (open >= MOST_OPEN) throw noRoom();
}
