/** A policy's text, or in a template the template's own expression for it (`{ Ref: 'Regions' }`). */
export type PolicyValue = string | readonly string[] | { readonly [name: string]: unknown };

/** Operator → condition key → what is wanted. */
export type Conditions = Readonly<Record<string, { readonly [key: string]: unknown }>>;

/** One statement of an identity policy (IAM JSON policy grammar). */
export interface Statement {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Action: readonly string[];
  Resource: PolicyValue;
  Condition?: Conditions;
}

/** One statement of a role's trust policy. */
export interface TrustStatement {
  Sid: string;
  Effect: 'Allow';
  Principal: { readonly AWS: PolicyValue };
  Action: readonly string[];
  Condition: Conditions;
}

export interface PolicyDocument<S> {
  Version: '2012-10-17';
  Statement: readonly S[];
}

export const toDocument = <S>(statements: readonly S[]): PolicyDocument<S> => ({
  Version: '2012-10-17',
  Statement: statements,
});
