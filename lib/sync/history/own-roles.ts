import 'server-only';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { Scope } from '@/lib/domain/scope';

/** Roles whose events in this scope are our own. */
export function ownRoles(ctx: SystemContext, scope: Scope, configured: readonly string[]): string[] {
  const read = ctx.aws.readRole(scope);
  const acts = (['reveal', 'rotate', 'recover'] as const).map((act) => ctx.aws.actRole(scope, act).roleArn);
  return [...configured, ...[read, ...acts].filter((arn) => arn !== null)];
}
