import { operators, type Operator } from './condition-tests';
import { find, type Context } from './context';
import type { Condition } from './policy';
import { fillVariables } from './policy-variables';

function wantedValues(operator: Operator, condition: Condition, context: Context, variables: boolean): string[] {
  if (!operator.text || !variables) return condition.values;
  return condition.values.flatMap((value) => fillVariables(value, context) ?? []);
}

/** `undefined` for an operator this endpoint does not know: the caller then fails closed. */
function holds(condition: Condition, context: Context, variables: boolean): boolean | undefined {
  const found = find(context, condition.key);
  let name = condition.operator;
  if (name === 'Null') return condition.values.some((value) => value.toLowerCase() === String(found === undefined));
  const set = /^(ForAnyValue|ForAllValues):/.exec(name)?.[1];
  if (set !== undefined) name = name.slice(set.length + 1);
  const ifExists = name.endsWith('IfExists');
  const operator = operators.get(ifExists ? name.slice(0, -'IfExists'.length) : name);
  if (operator === undefined) return undefined;
  if (found === undefined) return ifExists || set === 'ForAllValues' || (set === undefined && operator.negated);
  const wanted = wantedValues(operator, condition, context, variables);
  const matches = (value: string) => wanted.some((one) => operator.test(one, value)) !== operator.negated;
  const every = set === 'ForAllValues' || (set === undefined && operator.negated);
  return every ? found.every(matches) : found.some(matches);
}

type Part = { conditions: readonly Condition[]; effect: 'Allow' | 'Deny'; variables?: boolean };

/** All conditions of a statement hold; an unknown operator makes an Allow fail and a Deny bite. */
export function conditionsHold({ conditions, effect, variables = false }: Part, context: Context): boolean {
  return conditions.every((condition) => holds(condition, context, variables) ?? effect === 'Deny');
}
