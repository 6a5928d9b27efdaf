import 'server-only';
import type { SettingsView } from '@/lib/contract/system';
import type { ActRule } from '@/lib/domain/act-rules';
import type { EnvironmentRule } from '@/lib/domain/environment';
import { holds, PERSONAS } from '@/lib/domain/grant';
import { PERMISSION_NAMES, PERMISSIONS } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';
import { authorize } from './parts/authorize';

/** GET /api/settings: the configuration in force, explained; never a credential. */
export async function getSettings(ctx: Context): Promise<SettingsView> {
  authorize(ctx, 'settings.read');
  const { sessionIdleSeconds: _, ...config } = ctx.config;
  const [scope] = await ctx.store.scopes.list();
  return {
    config,
    ledgerGuard: await ctx.store.ledgerGuard(),
    permissions: PERMISSION_NAMES.map((permission) => ({
      permission,
      can: PERMISSIONS[permission].can,
      act: PERMISSIONS[permission].act,
      personas: Object.entries(PERSONAS)
        .filter(([, grants]) => holds(grants, permission))
        .map(([persona]) => persona),
    })),
    environmentRules: ctx.environmentRules.order.map(describeRule),
    actRules: Object.entries(ctx.actRules).map(([environment, rule]) => ({ environment, asks: describeAsks(rule) })),
    policies: scope ? toPolicies(ctx, scope) : [],
  };
}

const toPolicies = (ctx: Context, scope: Scope): SettingsView['policies'] => [
  { act: 'read', policy: ctx.aws.readRolePolicy(scope) },
  ...(['reveal', 'rotate', 'recover'] as const).map((act) => ({ act, policy: ctx.aws.actRole(scope, act).policy })),
];

function describeRule(rule: EnvironmentRule): string {
  if (rule.by === 'tag') return `the tag ${rule.keys.join(', or ')}`;
  if (rule.by === 'name') return rule.part === 'first' ? 'the first part of the name' : 'any part of the name';
  const stated = Object.entries(rule.accounts).map(([account, environment]) => `${account} is ${environment}`);
  return `the account${stated.length > 0 ? `: ${stated.join(', ')}` : ''}`;
}

function describeAsks(rule: ActRule): string[] {
  return [
    ...(rule.revealNeedsReason ? ['a reason to reveal'] : []),
    ...(rule.rotateNeedsReason ? ['a reason to rotate or recover'] : []),
    ...(rule.rotateNeedsTypedName ? ['the typed name to rotate'] : []),
  ];
}
