import 'server-only';
import type { ScopesList, ScopeView } from '@/lib/contract/system';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import type { ScopeHealth, ScopeProblem } from '@/lib/domain/scope';
import { authorize } from './parts/authorize';
import { visibleScopes } from './parts/visible-scopes';
import { toWire, toWireOrNull } from './parts/wire-time';

/** GET /api/scopes: the scopes that hold something for the actor, and how each is doing. */
export async function listScopes(ctx: Context): Promise<ScopesList> {
  authorize(ctx, 'inventory.read');
  const scopes = await visibleScopes(ctx);
  return { items: scopes.map((health) => toScopeView(ctx, health)) };
}

function toScopeView(ctx: Context, { scope, inventory, history }: ScopeHealth): ScopeView {
  const acts = {
    reveal: ctx.aws.actRole(scope, 'reveal'),
    rotate: ctx.aws.actRole(scope, 'rotate'),
    recover: ctx.aws.actRole(scope, 'recover'),
  };
  // Roles' ARNs are configuration: for those who may read it.
  const mayReadSettings = holds(ctx.actor.grants, 'settings.read');
  return {
    id: scope.id,
    account: scope.accountId,
    accountName: scope.accountName,
    region: scope.region,
    inventory: { ...inventory, asOf: toWireOrNull(inventory.asOf), problem: toProblemView(inventory.problem) },
    history: {
      state: history.state,
      asOf: toWireOrNull(history.asOf),
      problem: toProblemView(history.problem),
      coveredFrom: toWireOrNull(history.coveredFrom),
      coveredTo: toWireOrNull(history.coveredTo),
    },
    roles: {
      reveal: mayReadSettings ? acts.reveal.roleArn : null,
      rotate: mayReadSettings ? acts.rotate.roleArn : null,
      recover: mayReadSettings ? acts.recover.roleArn : null,
    },
    personKnownToAws: !Object.values(acts).some((act) => act.roleArn === null && act.ownCredentials),
  };
}

const toProblemView = (problem: ScopeProblem | null): ScopeView['inventory']['problem'] =>
  problem && { code: problem.code, message: problem.message, remedy: problem.remedy, since: toWire(problem.since) };
