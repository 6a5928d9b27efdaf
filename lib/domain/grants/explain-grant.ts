import { toGuardedEnvironment, type EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import { isEverywhere, type GrantFacts } from '@/lib/domain/grant';
import { findNaming, speaksOf, type GrantStatement, type Identity, type Naming } from '@/lib/domain/grant-statement';
import { PERMISSIONS, type Permission } from '@/lib/domain/permission';
import { explainPlace, type ConditionVerdict } from './explain-place';

export interface ExplainedSecret {
  name: string;
  accountId: string;
  tags: Record<string, string>;
  environment: EnvironmentVerdict;
}

/** One statement that speaks of the permission, and what it says of this person and this secret. */
export interface StatementVerdict {
  statement: GrantStatement;
  effect: 'allow' | 'deny';
  naming: Naming;
  /** Each condition of its place, with what was found; none: everywhere. Empty, too, where no secret is asked about. */
  conditions: ConditionVerdict[];
  /** Names the person, and every condition holds. */
  applies: boolean;
}

export interface PartAnswer {
  permission: Permission;
  allowed: boolean;
  because: 'allowed' | 'denied' | 'nothing allows it';
  /** What conditions about environments were held against; null: no secret is asked about. */
  environment: string | null;
  statements: StatementVerdict[];
}

/** A person's answer: allowed where every part is. */
export interface Explanation {
  allowed: boolean;
  parts: PartAnswer[];
}

interface Question {
  statements: readonly GrantStatement[];
  person: Identity;
  permission: Permission;
  /** null: anywhere at all, which is what a screen or a verb without a secret asks. */
  secret: ExplainedSecret | null;
}

/**
 * Why a person may or may not. Of a secret that is not seen nothing may be known or done, so its
 * sight is a part of every question about one. Says what `permits` and `holds` say.
 */
export function explainGrant({ permission, ...asked }: Question): Explanation {
  const isSight = permission === 'inventory.read' || asked.secret === null;
  const permissions: Permission[] = isSight ? [permission] : ['inventory.read', permission];
  const parts = permissions.map((part) => explainPart({ ...asked, permission: part }));
  return { allowed: parts.every(({ allowed }) => allowed), parts };
}

function explainPart({ statements, person, permission, secret }: Question): PartAnswer {
  const facts = secret && toFacts(secret, permission);
  const verdicts = statements.flatMap((statement): StatementVerdict[] => {
    const grant = statement.grants.find((one) => one.permission === permission);
    if (!grant) return [];
    const conditions = facts ? explainPlace(grant.where, facts) : [];
    const isPlace = facts
      ? conditions.every(({ holds }) => holds)
      : // About no secret: an allow holds somewhere, a deny only where it is about everything.
        grant.effect === 'allow' || isEverywhere(grant.where);
    const applies = isPlace && speaksOf(statement, person);
    return [{ statement, effect: grant.effect, naming: findNaming(statement.who, person), conditions, applies }];
  });
  const has = (effect: 'allow' | 'deny') => verdicts.some((one) => one.applies && one.effect === effect);
  const because = has('deny') ? 'denied' : has('allow') ? 'allowed' : 'nothing allows it';
  const environment = facts?.environment ?? null;
  return { permission, allowed: because === 'allowed', because, environment, statements: verdicts };
}

/** Reading looks at the environment as it is, acts at the guarded one. */
const toFacts = (secret: ExplainedSecret, permission: Permission): GrantFacts => ({
  ...secret,
  environment: PERMISSIONS[permission].act ? toGuardedEnvironment(secret.environment) : secret.environment.value,
});
