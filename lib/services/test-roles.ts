import 'server-only';
import { randomUUID } from 'node:crypto';
import type { RoleTestView } from '@/lib/contract/role-tests';
import { AppError } from '@/lib/domain/errors';
import type { Context } from '@/lib/domain/ports/context';
import { judgeRole } from '@/lib/domain/roles/judge-role';
import type { CheckVerdict, RoleTest } from '@/lib/domain/roles/role-check';
import { toActingPerson } from './parts/acting-person';
import { authorize } from './parts/authorize';
import { getKnownAccount } from './parts/configured-account';
import { recordAct } from './parts/record-act';
import { getRefreshable } from './parts/refreshable-scopes';
import { toRoleTestView } from './parts/role-test-view';

/** Every test leaves records in CloudTrail, refused ones too, and shares AWS's quota with the reading of history. */
const REST_SECONDS = 10;

/**
 * POST /api/scopes/{id}/test-roles: what the roles of a scope let and refuse, tried as this person on a
 * secret that cannot exist. Its answer names roles, so it needs settings.read too.
 */
export async function testRoles(ctx: Context, scopeId: string): Promise<RoleTestView> {
  const granted = authorize(ctx, 'scope.sync');
  authorize(ctx, 'settings.read');
  const scope = await getRefreshable(ctx, granted, scopeId);
  if (ctx.aws.foreign) throw new AppError('conflict', 'An endpoint that is not AWS has no roles to test.');
  const account = await getKnownAccount(ctx, scope.accountId);
  await requireRest(ctx, scopeId);
  const record = {
    actId: randomUUID(),
    action: 'scope.sync',
    secret: null,
    reason: null,
    detail: { test: 'roles', scope: scopeId },
  } as const;
  const test = await recordAct<RoleTest>(ctx, record, async () => {
    const probes = await ctx.aws.probeRoles(scope, toActingPerson(ctx));
    const roles = probes.map((probe) => judgeRole(probe, account));
    const result = { scopeId, at: ctx.now(), by: ctx.actor.name, roles };
    await ctx.store.roleTests.save(result);
    return {
      result,
      detail: { bad: count(result, 'bad'), warn: count(result, 'warn'), unknown: count(result, 'unknown') },
    };
  });
  return toRoleTestView(test);
}

const count = ({ roles }: RoleTest, verdict: CheckVerdict): number =>
  roles.flatMap(({ checks }) => checks).filter((check) => check.verdict === verdict).length;

async function requireRest(ctx: Context, scopeId: string): Promise<void> {
  const last = (await ctx.store.roleTests.list()).find((test) => test.scopeId === scopeId);
  const age = last ? (ctx.now().getTime() - last.at.getTime()) / 1000 : REST_SECONDS;
  if (age < 0 || age >= REST_SECONDS) return;
  throw new AppError('rate_limited', 'The roles of this scope were tested a moment ago.', {
    retryAfterSeconds: Math.ceil(REST_SECONDS - age),
  });
}
