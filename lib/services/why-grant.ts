import 'server-only';
import type { StatementVerdictView, WhyQuery, WhyView } from '@/lib/contract/grants';
import { actRuleOf } from '@/lib/domain/act-rules';
import { toGuardedEnvironment } from '@/lib/domain/environment-verdict';
import { describeGrantee } from '@/lib/domain/grants/describe-grant';
import { explainGrant, type StatementVerdict } from '@/lib/domain/grants/explain-grant';
import { PERMISSIONS } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import type { InventoryRow } from '@/lib/domain/ports/inventory-store';
import { isVouchedFor } from '@/lib/domain/vouching';
import { ACT_OF, isRoleless, isSecretAct, type SecretAct } from './parts/act-role';
import { findAskedPerson } from './parts/asked-person';
import { authorize } from './parts/authorize';
import { getScope, getSecretRow } from './parts/get-secret-row';

/**
 * GET /api/grants/why: whether a person may do something, and which statements say so. About secrets
 * that the asker sees; any other is not there.
 */
export async function whyGrant(ctx: Context, query: WhyQuery): Promise<WhyView> {
  authorize(ctx, 'settings.read');
  const row = query.secret === undefined ? null : await getSecretRow(ctx, query.secret);
  const { identity, view, statements } = await findAskedPerson(ctx, query);
  const { permission } = query;
  const { allowed, parts } = explainGrant({ statements, person: identity, permission, secret: row });
  const isNever = row !== null && actRuleOf(ctx.actRules, row.environment).reveal === 'never';
  const restricted = permission === 'secret.reveal' && isNever;
  const roleless = row !== null && isSecretAct(permission) && isRoleless(await findRole(ctx, row, permission));
  const vouchedFor = isVouchedFor(identity, ctx.config);
  return {
    allowed: allowed && vouchedFor && !roleless && !restricted,
    permission,
    can: PERMISSIONS[permission].can,
    person: view,
    secret: row && toSecretView(row),
    restricted,
    roleless,
    vouchedFor,
    parts: parts.map((part) => ({
      ...part,
      statements: part.statements.map((one) => toStatementView(one, view.persona)),
    })),
    source: ctx.config.source,
  };
}

const findRole = async (ctx: Context, { scopeId }: InventoryRow, permission: SecretAct) =>
  ctx.aws.actRole(await getScope(ctx, scopeId), ACT_OF[permission]);

const toSecretView = ({ id, name, accountId, environment }: InventoryRow): NonNullable<WhyView['secret']> => ({
  id,
  name,
  account: accountId,
  environment,
  guardedAs: toGuardedEnvironment(environment),
});

const toStatementView = (verdict: StatementVerdict, persona: string | null): StatementVerdictView => {
  const { statement, effect, naming, conditions, applies } = verdict;
  return {
    line: statement.line ?? null,
    effect,
    who: persona === null ? describeGrantee(statement.who) : `persona ${persona}`,
    may: statement.grants.map((grant) => grant.permission),
    naming,
    conditions,
    applies,
  };
};
