import type { Admission } from './function-facts';

const SERVICE = 'secretsmanager.amazonaws.com';

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const toList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
const member = (value: Record<string, unknown>, name: string): unknown =>
  Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

const names = (principal: unknown): boolean =>
  principal === '*' || (isObject(principal) && [member(principal, 'Service'), member(principal, 'AWS')].flatMap(toList).some((one) => one === SERVICE || one === '*')); // prettier-ignore

const invokes = (action: unknown): boolean =>
  toList(action).some((one) => typeof one === 'string' && /^(\*|lambda:(\*|Invoke\*|InvokeFunction))$/i.test(one));

/** `aws:SourceAccount` and `aws:SourceArn` can be held against the secret; any other condition is AWS's to judge. */
function judgeConditions(conditions: unknown, secretArn: string): 'met' | 'not met' | 'open' {
  if (conditions === undefined) return 'met';
  if (!isObject(conditions)) return 'open';
  const account = secretArn.split(':')[4];
  const verdicts = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : { [operator]: keys }).map(([key, wanted]) => {
      const values = toList(wanted);
      if (/^StringEquals$/i.test(operator) && /^aws:SourceAccount$/i.test(key)) return values.includes(account);
      if (/^(StringEquals|ArnEquals)$/i.test(operator) && /^aws:SourceArn$/i.test(key)) {
        if (values.some((value) => /[*?]/.test(String(value)))) return null;
        return values.includes(secretArn);
      }
      return null;
    }),
  );
  if (verdicts.includes(false)) return 'not met';
  return verdicts.includes(null) ? 'open' : 'met';
}

/** Whether a function's resource policy, a JSON text, lets Secrets Manager invoke it for this secret. */
export function judgeAdmission(policy: string, secretArn: string): Admission {
  let parsed: unknown;
  try {
    parsed = JSON.parse(policy);
  } catch {
    return 'unreadable';
  }
  if (!isObject(parsed)) return 'unreadable';
  const about = toList(member(parsed, 'Statement'))
    .filter(isObject)
    .filter((statement) => names(member(statement, 'Principal')) && invokes(member(statement, 'Action')))
    .map((statement) => ({
      effect: member(statement, 'Effect'),
      holds: judgeConditions(member(statement, 'Condition'), secretArn),
    }))
    .filter(({ holds }) => holds !== 'not met');
  if (about.some(({ effect, holds }) => effect === 'Deny' && holds === 'met')) return 'closed';
  const allows = about.filter(({ effect }) => effect === 'Allow');
  if (allows.length === 0) return 'closed';
  const isSure = allows.some(({ holds }) => holds === 'met') && about.every(({ effect }) => effect !== 'Deny');
  return isSure ? 'open' : 'conditional';
}
