import type { Grant } from './grant';

/** Verified claims by name, their values as text. A name that is absent was not looked at when the person signed in. */
export type Claims = Readonly<Record<string, readonly string[]>>;

/** Groups, e-mails and claims mean something only together with the issuer that vouches for them. */
export type Grantee =
  | { kind: 'group'; issuer: string; group: string }
  /** `<issuer>|<subject>`, as in `Actor.id`. */
  | { kind: 'subject'; id: string }
  /** Lower case; counts only where the issuer says that it is verified. */
  | { kind: 'email'; issuer: string; email: string }
  /** The claim has this value, or lists it. */
  | { kind: 'claim'; issuer: string; name: string; value: string }
  | { kind: 'anyone' };

/** Who may do what, and where: one statement of keyledger.yaml. Its grants share effect and place. */
export interface GrantStatement {
  who: Grantee;
  grants: Grant[];
  /** In the file. */
  line?: number;
}

/** What statements look at in a person. null: nobody knows. */
export interface Identity {
  issuer: string;
  subject: string;
  /** Verified; null: their provider vouches for none, so that any may be theirs. */
  email: string | null;
  groups: readonly string[] | null;
  claims: Claims | null;
}

export type Naming = 'named' | 'not named' | 'not known';

/** Whether a statement's `who` is this person. Exact, but for the composition of letters (NFC). */
export function findNaming(who: Grantee, person: Identity): Naming {
  const toNaming = (named: boolean): Naming => (named ? 'named' : 'not named');
  if (who.kind === 'anyone') return 'named';
  if (who.kind === 'subject') return toNaming(who.id === `${person.issuer}|${person.subject}`);
  if (who.issuer !== person.issuer) return 'not named';
  if (who.kind === 'email') return person.email ? toNaming(who.email === person.email.toLowerCase()) : 'not known';
  if (who.kind === 'group') return person.groups ? toNaming(hasText(person.groups, who.group)) : 'not known';
  const values = person.claims && Object.hasOwn(person.claims, who.name) ? person.claims[who.name] : undefined;
  return values ? toNaming(hasText(values, who.value)) : 'not known';
}

const hasText = (texts: readonly string[], wanted: string): boolean =>
  texts.some((text) => text.normalize('NFC') === wanted);

/**
 * Whether a statement holds for a person. What is not known allows nothing and denies everything: a
 * claim that a changed file names anew was not looked at when today's sessions began, and an address that no provider
 * vouches for may be the one that a deny means.
 */
export function speaksOf(statement: GrantStatement, person: Identity): boolean {
  const naming = findNaming(statement.who, person);
  return naming === 'not known' ? statement.grants.some(({ effect }) => effect === 'deny') : naming === 'named';
}

/** The claims of an issuer that statements look at, each once. */
export const namedClaims = (statements: readonly GrantStatement[], issuer: string): string[] => [
  ...new Set(statements.flatMap(({ who }) => (who.kind === 'claim' && who.issuer === issuer ? [who.name] : []))),
];
