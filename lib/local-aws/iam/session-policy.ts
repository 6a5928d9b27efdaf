import { managedPolicies } from './managed-policies';
import { parsePolicy, type Policy } from './policy';

/** What a session is narrowed to: an inline document and managed policies, which together are one policy. */
export type SessionPolicySource = { text?: string | undefined; arns?: readonly string[] | undefined };

/** `undefined` where nothing narrows. Throws PolicySyntaxError for a document that is none. */
export function toSessionPolicy({ text, arns = [] }: SessionPolicySource): Policy | undefined {
  if (text === undefined && arns.length === 0) return undefined;
  const inline = text === undefined ? [] : [parsePolicy(text)];
  const managed = arns.flatMap((arn) => managedPolicies.get(arn) ?? []);
  return { statements: [...inline, ...managed].flatMap(({ statements }) => statements) };
}
