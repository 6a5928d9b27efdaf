import { matchesPattern } from './match-pattern';
import type { Condition } from './policy';

/** What is known of a request, by condition key; a key that is absent is absent for `IfExists` and `Null`. */
export type Context = Readonly<Record<string, readonly string[] | undefined>>;

type Test = (wanted: string, found: string) => boolean;
const equal: Test = (wanted, found) => wanted === found;
const equalIgnoringCase: Test = (wanted, found) => wanted.toLowerCase() === found.toLowerCase();
const like: Test = (wanted, found) => matchesPattern(wanted, found);

const tests: Record<string, { test: Test; negated: boolean }> = {
  StringEquals: { test: equal, negated: false },
  StringNotEquals: { test: equal, negated: true },
  StringEqualsIgnoreCase: { test: equalIgnoringCase, negated: false },
  StringLike: { test: like, negated: false },
  StringNotLike: { test: like, negated: true },
  ArnEquals: { test: like, negated: false },
  ArnLike: { test: like, negated: false },
  ArnNotLike: { test: like, negated: true },
  Bool: { test: equalIgnoringCase, negated: false },
  NumericEquals: { test: (wanted, found) => Number(wanted) === Number(found), negated: false },
  NumericLessThanEquals: { test: (wanted, found) => Number(found) <= Number(wanted), negated: false },
  NumericGreaterThanEquals: { test: (wanted, found) => Number(found) >= Number(wanted), negated: false },
};

function find(context: Context, key: string): readonly string[] | undefined {
  const exact = context[key];
  if (exact !== undefined) return exact;
  // Condition key names are not case-sensitive (IAM reference, "Condition keys").
  const lower = key.toLowerCase();
  const name = Object.keys(context).find((candidate) => candidate.toLowerCase() === lower);
  return name === undefined ? undefined : context[name];
}

/** `undefined` for an operator this endpoint does not know: the caller then fails closed. */
function holds(condition: Condition, context: Context): boolean | undefined {
  const found = find(context, condition.key);
  let name = condition.operator;
  if (name === 'Null') return condition.values.includes('true') === (found === undefined);
  const set = /^(ForAnyValue|ForAllValues):/.exec(name)?.[1];
  if (set !== undefined) name = name.slice(set.length + 1);
  const ifExists = name.endsWith('IfExists');
  const operator = tests[ifExists ? name.slice(0, -'IfExists'.length) : name];
  if (operator === undefined) return undefined;
  if (found === undefined) return ifExists || set === 'ForAllValues' || operator.negated;
  const matches = (value: string) =>
    condition.values.some((wanted) => operator.test(wanted, value)) !== operator.negated;
  return set === 'ForAllValues' || operator.negated ? found.every(matches) : found.some(matches);
}

/** All conditions of a statement hold; an unknown operator makes an Allow fail and a Deny bite. */
export function conditionsHold(conditions: readonly Condition[], context: Context, effect: 'Allow' | 'Deny'): boolean {
  return conditions.every((condition) => holds(condition, context) ?? effect === 'Deny');
}
