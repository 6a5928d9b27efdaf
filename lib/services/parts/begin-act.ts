import 'server-only';
import { decideEnvironment } from '@/lib/domain/environment';
import type { EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import { AppError, notFound } from '@/lib/domain/errors';
import type { ActRule } from '@/lib/domain/act-rules';
import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret } from '@/lib/domain/secret';
import { ACT_OF, isRoleless, type SecretAct } from './act-role';
import { findForAct } from './find-for-act';
import { getScope } from './get-secret-row';
import { actRuleFor, mayAct, mayRead } from './may-act';
import { toLedgerSecret } from './to-ledger-secret';
import { recordRefusal } from '@/lib/services/record-refusal';

export interface BegunAct {
  scope: Scope;
  /** What AWS says of the secret now; every decision hangs on this, not on the store. */
  described: ObservedSecret;
  environment: EnvironmentVerdict;
  rule: ActRule;
  row: InventoryRow;
  ledgerSecret: NonNullable<NewLedgerEntry['secret']>;
}

/**
 * What every act on a secret begins with: it is within sight, a role is there to act with, AWS
 * describes it, and the grant holds on that answer. Refusals are in the ledger. Fails closed: where
 * AWS cannot be asked, nothing is allowed.
 */
export async function beginAct(ctx: Context, permission: SecretAct, id: string): Promise<BegunAct> {
  const row = await findForAct(ctx, permission, id);
  const scope = await getScope(ctx, row.scopeId);
  const known = toLedgerSecret(row.id, row, row.environment);
  if (!mayAct(ctx, permission, row)) return refuse(ctx, permission, known, 'not granted on this secret');

  const role = ctx.aws.actRole(scope, ACT_OF[permission]);
  if (isRoleless(role)) {
    await recordRefusal(ctx, { action: permission, code: 'forbidden', secret: known, why: 'no role is configured' });
    throw new AppError(
      'forbidden',
      `No role to ${ACT_OF[permission]} with is configured for account ${scope.accountName}.`,
      {
        remedy: role.policy,
      },
    );
  }

  const described = await ctx.aws.describeSecret(scope, row.arn);
  if (described.arn !== row.arn) throw notFound('secret');
  const facts = {
    name: described.name,
    tags: described.tags,
    accountId: scope.accountId,
    accountName: scope.accountName,
  };
  const environment = decideEnvironment(facts, ctx.environmentRules);
  const subject = { ...facts, environment };
  const ledgerSecret = toLedgerSecret(row.id, { ...described, accountId: scope.accountId }, environment);
  // AWS's answer may have taken the secret out of sight since the store last looked.
  if (!mayRead(ctx, 'inventory.read', subject)) {
    await recordRefusal(ctx, {
      action: permission,
      code: 'not_found',
      secret: ledgerSecret,
      why: 'no longer in sight',
    });
    throw notFound('secret');
  }
  if (!mayAct(ctx, permission, subject)) return refuse(ctx, permission, ledgerSecret, "not granted on AWS's word");
  return { scope, described, environment, rule: actRuleFor(ctx, subject), row, ledgerSecret };
}

async function refuse(
  ctx: Context,
  permission: Permission,
  secret: NonNullable<NewLedgerEntry['secret']>,
  why: string,
): Promise<never> {
  await recordRefusal(ctx, { action: permission, code: 'forbidden', secret, why });
  throw new AppError('forbidden', `You do not have ${permission} on this secret.`);
}
