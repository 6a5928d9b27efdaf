import 'server-only';
import { actRuleOf, type ActRule } from '@/lib/domain/act-rules';
import { toGuardedEnvironment, type EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import { permits, visibilityOf, type GrantFacts } from '@/lib/domain/grant';
import type { Permission } from '@/lib/domain/permission';
import type { Context } from '@/lib/domain/ports/context';

interface Subject {
  environment: EnvironmentVerdict;
  accountId: string;
  tags: Record<string, string>;
  name: string;
}

/** Reading looks at the environment as it is, acts at the guarded one. */
export const readFacts = (subject: Subject): GrantFacts => ({ ...subject, environment: subject.environment.value });
export const actFacts = (subject: Subject): GrantFacts => ({
  ...subject,
  environment: toGuardedEnvironment(subject.environment),
});

export const mayRead = (ctx: Context, permission: Permission, subject: Subject): boolean =>
  permits(visibilityOf(ctx.actor.grants, permission), readFacts(subject));

export const mayAct = (ctx: Context, permission: Permission, subject: Subject): boolean =>
  permits(visibilityOf(ctx.actor.grants, permission), actFacts(subject));

export const actRuleFor = (ctx: Context, subject: Subject): ActRule => actRuleOf(ctx.actRules, subject.environment);
