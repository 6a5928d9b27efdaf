import 'server-only';
import { and, not, or, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { GrantRule, Visibility } from '@/lib/domain/grant';

/** Where a table keeps what a rule looks at; none of them may be null. */
export interface FactColumns {
  environment: SQLWrapper;
  accountId: SQLWrapper;
  tags: SQLWrapper;
  name: SQLWrapper;
}

export const ALWAYS = sql`true`;
export const NEVER = sql`false`;

/** A parameter that is one array, whatever its length; an empty one matches nothing. */
export const textArray = (values: readonly string[]): SQL => sql`${sql.param([...values])}::text[]`;

/** `=` any of the values. */
export const isOneOf = (column: SQLWrapper, values: readonly string[]): SQL =>
  sql`${column} = any(${textArray(values)})`;

/** Exactly this tag: `@>` compares whole keys and whole strings. */
export const hasTag = (tags: SQLWrapper, key: string, value: string): SQL =>
  sql`${tags} @> ${JSON.stringify({ [key]: value })}::jsonb`;

function toRulePredicate(rule: GrantRule, columns: FactColumns): SQL {
  return (
    and(
      rule.environments && isOneOf(columns.environment, rule.environments),
      rule.notEnvironments && not(isOneOf(columns.environment, rule.notEnvironments)),
      rule.accounts && isOneOf(columns.accountId, rule.accounts),
      rule.tag && hasTag(columns.tags, rule.tag.key, rule.tag.value),
      rule.namePrefix === undefined ? undefined : sql`starts_with(${columns.name}, ${rule.namePrefix})`,
      rule.also && toRulePredicate(rule.also, columns),
    ) ?? ALWAYS
  );
}

/**
 * A visibility in SQL; says of every row what `permits` of lib/domain/grant says of its facts, which
 * a property test holds. No allow rule: no row.
 */
export function toPredicate(visibility: Visibility, columns: FactColumns): SQL {
  const allowed = or(...visibility.allow.map((rule) => toRulePredicate(rule, columns))) ?? NEVER;
  const denied = or(...visibility.deny.map((rule) => toRulePredicate(rule, columns)));
  return denied ? sql`(${allowed} and not ${denied})` : sql`(${allowed})`;
}
