import { isJsonObject, type JsonObject } from '@/lib/local-aws/wire/json';

export type Condition = { operator: string; key: string; values: string[] };
export type Statement = {
  effect: 'Allow' | 'Deny';
  actions?: string[];
  notActions?: string[];
  resources?: string[];
  notResources?: string[];
  /** `undefined` in identity and session policies; `['*']` for everybody. */
  principals?: string[];
  notPrincipals?: string[];
  /** Policy variables are filled in: since Version 2012-10-17. */
  variables?: boolean;
  conditions: Condition[];
};
export type Policy = { statements: Statement[] };

export class PolicySyntaxError extends Error {}

function strings(value: unknown, what: string): string[] | undefined {
  if (value === undefined) return undefined;
  const entries: unknown[] = Array.isArray(value) ? value : [value];
  return entries.map((entry) => {
    if (typeof entry === 'string') return entry;
    if (typeof entry === 'boolean' || typeof entry === 'number') return String(entry);
    throw new PolicySyntaxError(`Syntax errors in policy: ${what}`);
  });
}

function readConditions(value: unknown): Condition[] {
  if (value === undefined) return [];
  if (!isJsonObject(value)) throw new PolicySyntaxError('Syntax errors in policy: Condition');
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isJsonObject(keys)) throw new PolicySyntaxError(`Syntax errors in policy: ${operator}`);
    return Object.entries(keys).map(([key, values]) => ({ operator, key, values: strings(values, key) ?? [] }));
  });
}

function readPrincipals(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  if (value === '*') return ['*'];
  if (!isJsonObject(value)) throw new PolicySyntaxError('Invalid principal in policy');
  return Object.entries(value).flatMap(([kind, entry]) =>
    // Every service or every identity provider is not everybody.
    (strings(entry, 'Principal') ?? []).map((name) => (name === '*' && kind !== 'AWS' ? `${kind}:*` : name)),
  );
}

function readStatement(value: unknown, variables: boolean): Statement {
  if (!isJsonObject(value)) throw new PolicySyntaxError('Syntax errors in policy.');
  const effect = value.Effect;
  if (effect !== 'Allow' && effect !== 'Deny') throw new PolicySyntaxError('Syntax errors in policy: Effect');
  const actions = strings(value.Action, 'Action');
  const notActions = strings(value.NotAction, 'NotAction');
  if (actions === undefined && notActions === undefined)
    throw new PolicySyntaxError('Policy statement must contain actions.');
  return {
    effect,
    actions,
    notActions,
    resources: strings(value.Resource, 'Resource'),
    notResources: strings(value.NotResource, 'NotResource'),
    principals: readPrincipals(value.Principal),
    notPrincipals: readPrincipals(value.NotPrincipal),
    conditions: readConditions(value.Condition),
    variables,
  };
}

/** Reads a policy document (IAM JSON policy grammar); throws PolicySyntaxError for anything that is none. */
export function readPolicy(document: JsonObject): Policy {
  const statement: unknown = document.Statement;
  const entries: unknown[] = Array.isArray(statement) ? statement : [statement];
  const variables = document.Version === '2012-10-17';
  return { statements: entries.map((entry) => readStatement(entry, variables)) };
}

export function parsePolicy(source: string): Policy {
  let document: unknown;
  try {
    document = JSON.parse(source);
  } catch (cause) {
    throw new PolicySyntaxError('This policy contains invalid Json', { cause });
  }
  if (!isJsonObject(document)) throw new PolicySyntaxError('This policy contains invalid Json');
  return readPolicy(document);
}
