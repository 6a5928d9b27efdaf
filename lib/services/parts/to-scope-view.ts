import 'server-only';
import type { ScopeView } from '@/lib/contract/system';
import { LACKS } from '@/lib/domain/endpoint/lack';
import { holds } from '@/lib/domain/grant';
import type { Context } from '@/lib/domain/ports/context';
import { toStanding, type ScopeHealth, type ScopeProblem } from '@/lib/domain/scope';
import { toWire, toWireOrNull } from './wire-time';

const NO_ROLE = { roleArn: null, ownCredentials: false };

export function toScopeView(ctx: Context, health: ScopeHealth): ScopeView {
  const { scope, source, gone, inventory, history, lacks } = health;
  const roleFor = (act: 'reveal' | 'rotate' | 'recover') => (gone ? NO_ROLE : ctx.aws.actRole(scope, act));
  const acts = { reveal: roleFor('reveal'), rotate: roleFor('rotate'), recover: roleFor('recover') };
  // Roles' ARNs are configuration: for those who may read it.
  const mayReadSettings = holds(ctx.actor.grants, 'settings.read');
  return {
    id: scope.id,
    account: scope.accountId,
    accountName: scope.accountName,
    region: scope.region,
    source,
    state: toStanding(health),
    gone: gone && { since: toWire(gone.since), reason: gone.reason },
    inventory: {
      ...inventory,
      asOf: toWireOrNull(inventory.asOf),
      problem: toProblemView(inventory.problem, mayReadSettings),
    },
    history: {
      state: history.state,
      asOf: toWireOrNull(history.asOf),
      problem: toProblemView(history.problem, mayReadSettings),
      coveredFrom: toWireOrNull(history.coveredFrom),
      coveredTo: toWireOrNull(history.coveredTo),
      coveredBy: history.coveredBy,
    },
    lacks: lacks.map((code) => ({ code, message: LACKS[code] })),
    roles: {
      reveal: mayReadSettings ? acts.reveal.roleArn : null,
      rotate: mayReadSettings ? acts.rotate.roleArn : null,
      recover: mayReadSettings ? acts.recover.roleArn : null,
    },
    personKnownToAws: !Object.values(acts).some((act) => act.roleArn === null && act.ownCredentials),
  };
}

/** AWS's own sentences name roles and accounts: for those who may read the settings. The others learn what it means. */
function toProblemView(problem: ScopeProblem | null, mayReadSettings: boolean): ScopeView['inventory']['problem'] {
  if (!problem) return null;
  const { code } = problem;
  const told = mayReadSettings
    ? problem
    : { message: IN_WORDS[code], remedy: 'Whoever runs Keyledger sees more in Settings.' };
  return { code, message: told.message, remedy: told.remedy, since: toWire(problem.since) };
}

const IN_WORDS = {
  throttled: 'AWS asks to slow down.',
  denied: 'AWS denies a permission that Keyledger needs.',
  expired: 'The credentials have expired.',
  region_off: 'The region is not enabled for this account.',
  unreachable: 'AWS could not be reached.',
  protocol: 'The answer could not be understood.',
  unsupported: 'This endpoint does not offer what is needed.',
  unknown: 'It could not be read.',
} as const satisfies Record<ScopeProblem['code'], string>;
