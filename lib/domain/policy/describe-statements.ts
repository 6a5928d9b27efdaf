import { z } from 'zod';

const texts = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const named = z.record(z.string(), z.unknown());

/** The policy language's own names (IAM user guide, reference_policies_elements). */
const statement = z.looseObject({
  Effect: z.string(),
  Principal: z.union([z.string(), z.record(z.string(), texts)]).optional(),
  NotPrincipal: z.unknown().optional(),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Condition: named.optional(),
});
type Statement = z.infer<typeof statement>;
const policy = z.looseObject({ Statement: z.union([statement.transform((one) => [one]), z.array(statement)]) });

const MOST = 3;
/** `a, b, c and 4 more`. */
const list = (names: readonly string[]): string =>
  names.length <= MOST ? names.join(', ') : `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`;

function whom({ Principal: principal, NotPrincipal: others }: Statement): string {
  if (others !== undefined) return 'all but some';
  if (principal === undefined) return 'nobody';
  const names = typeof principal === 'string' ? [principal] : Object.values(principal).flat();
  return names.includes('*') ? 'everyone (*)' : list(names);
}

function what({ Action: actions, NotAction: others }: Statement): string {
  if (others) return `everything but ${list(others)}`;
  return actions?.length ? list(actions) : 'nothing';
}

function describe(one: Statement): string {
  const effect = one.Effect === 'Allow' ? 'allows' : one.Effect === 'Deny' ? 'denies' : one.Effect;
  const conditions = Object.keys(one.Condition ?? {}).length;
  return `${effect} ${whom(one)}: ${what(one)}${conditions > 0 ? ', under conditions' : ''}`;
}

/** Each statement of a resource policy's text in words, in its order; null where the text is no policy. */
export function describeStatements(text: string): string[] | null {
  try {
    const parsed = policy.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.Statement.map(describe) : null;
  } catch {
    return null;
  }
}
