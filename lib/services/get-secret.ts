import 'server-only';
import { SIGN_IN_AGAIN } from '@/lib/contract/find-problem';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import { asksReason, type ActRule } from '@/lib/domain/act-rules';
import { isFreshSignIn } from '@/lib/domain/fresh-sign-in';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import { visibilityOf } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { describeSchedule } from '@/lib/domain/rotation/describe-schedule';
import { findNextWindows } from '@/lib/domain/rotation/next-windows';
import { authorize, sightOf } from './parts/authorize';
import { findFormer } from './parts/find-former';
import { getSecretRow } from './parts/get-secret-row';
import { actRuleFor, mayAct, mayRead } from './parts/may-act';
import { countRevealsLeft, toRevealLimit } from './parts/reveals-left';
import { toAnnotationView } from './parts/to-annotation-view';
import { toSecretItem } from './parts/to-secret-item';
import { toWire, toWireOrNull } from './parts/wire-time';

/** GET /api/secrets/{id}: the item, and what its page shows beside versions and history. Asks AWS nothing. */
export async function getSecret(ctx: Context, input: { id: string }): Promise<SecretDetail> {
  authorize(ctx, 'inventory.read');
  const row = await getSecretRow(ctx, input.id);
  const [siblings, former, annotation, runs] = await Promise.all([
    ctx.store.inventory.siblings(sightOf(ctx), row.id, ctx.now()),
    findFormer(ctx, row),
    ctx.store.annotations.find({ secretId: row.id }),
    ctx.store.runs.list(visibilityOf(ctx.actor.grants, 'inventory.read'), {
      secretId: row.id,
      active: true,
      limit: 1,
      before: null,
    }),
  ]);
  const rule = actRuleFor(ctx, row);
  const mayReveal = mayAct(ctx, 'secret.reveal', row);
  return {
    ...toSecretItem(row),
    createdAt: toWireOrNull(row.createdAt),
    lastChangedAt: toWireOrNull(row.lastChangedAt),
    rotationLambdaArn: row.rotationLambdaArn,
    schedule: describeSchedule(row.rotationRules),
    nextWindows: toNextWindows(row, ctx.now()),
    versionStages: row.versionStages,
    guardedAs: toGuardedEnvironment(row.environment),
    asks: {
      revealReason: asksReason(rule),
      revealRestricted: rule.reveal === 'never',
      revealTicket: rule.revealTicket,
      revealFreshSignIn: toFreshSignIn(ctx, rule),
      revealsPerHour: rule.revealsPerHour,
      revealsLeft: mayReveal ? await countRevealsLeft(ctx, toRevealLimit(rule, row.environment)) : null,
      rotateReason: rule.rotateNeedsReason,
      rotateName: rule.rotateNeedsTypedName,
    },
    may: {
      reveal: mayReveal,
      rotate: mayAct(ctx, 'secret.rotate', row),
      recover: mayAct(ctx, 'secret.recover', row),
      diagnose: mayAct(ctx, 'secret.diagnose', row),
      readLogs: mayAct(ctx, 'logs.read', row),
      annotate: mayAct(ctx, 'secret.annotate', row),
      readHistory: mayRead(ctx, 'history.read', row),
    },
    annotation: toAnnotationView(annotation),
    siblings: siblings.map((sibling) => ({
      id: sibling.id,
      name: sibling.name,
      environment: sibling.environment.value,
      account: sibling.accountId,
      accountName: sibling.accountName,
      region: sibling.region,
      state: sibling.rotation.state,
      owningService: sibling.owningService,
      type: sibling.type,
      lastRotatedAt: toWireOrNull(sibling.lastRotatedAt),
      createdAt: toWireOrNull(sibling.createdAt),
    })),
    former,
    activeRunId: runs[0]?.id ?? null,
    observedAt: toWire(row.observedAt),
  };
}

/** Rotation that is off has rules all the same, and no window. */
function toNextWindows(row: InventoryRow, now: Date): SecretDetail['nextWindows'] {
  if (row.rotationEnabled !== true) return [];
  const { rotationRules: rules, nextRotationAt } = row;
  return findNextWindows({ rules, nextRotationAt, now }).map(({ opensAt, closesAt }) => ({
    opensAt: toWire(opensAt),
    closesAt: toWire(closesAt),
  }));
}

function toFreshSignIn(
  { actor, now }: Context,
  { revealNeedsFreshSignInMinutes: minutes }: ActRule,
): SecretDetail['asks']['revealFreshSignIn'] {
  if (minutes === null) return null;
  return { minutes, isFresh: isFreshSignIn(actor.authenticatedAt, minutes * 60, now()), signIn: SIGN_IN_AGAIN };
}
