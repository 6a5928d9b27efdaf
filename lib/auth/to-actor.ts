import 'server-only';
import type { AuthConfig } from '@/lib/config/auth-config';
import { DEMO_ISSUER, type Actor, type Session } from '@/lib/domain/actor';
import type { ApiToken, TokenPerson } from '@/lib/domain/token/api-token';
import { planTokenGrants } from '@/lib/domain/token/plan-token-grants';
import { PERSONAS, type Grant, type Persona } from '@/lib/domain/grant';
import { speaksOf } from '@/lib/domain/grant-statement';

export const isPersona = (name: string): name is Persona => Object.hasOwn(PERSONAS, name);

type Statements = Pick<AuthConfig, 'demo' | 'statements'>;

/**
 * The person of a session with what the configuration grants them now: a change there holds from the
 * next request on. Who is named by no statement may nothing. Deny rules are kept as they are: they
 * win where a grant is looked up.
 */
export const toActor = (session: Session, auth: Statements): Actor => ({
  ...toPerson(session),
  sessionId: session.id,
  authenticatedAt: session.authenticatedAt,
  grants: toGrants(session, auth),
  token: null,
});

/** A person whose session need not go on: what asks for a fresh sign-in is not for them. */
export const toPersonActor = (person: TokenPerson, auth: Statements): Actor => ({
  ...toPerson(person),
  sessionId: null,
  authenticatedAt: null,
  grants: toGrants(person, auth),
  token: null,
});

/** A token acts as its person, with what the configuration grants them now, as far as the token reaches. */
export const toTokenActor = ({ id, name, person, ...reach }: ApiToken, auth: Statements): Actor => ({
  ...toPerson(person),
  sessionId: null,
  // What asks for a fresh sign-in is not for a token.
  authenticatedAt: null,
  grants: planTokenGrants(toGrants(person, auth), reach),
  token: { id, name },
});

const toPerson = ({ issuer, subject, name, email, persona, groups, claims }: TokenPerson) => ({
  id: `${issuer}|${subject}`,
  issuer,
  subject,
  name: email ?? name,
  email,
  persona,
  groups,
  claims,
});

function toGrants(session: Omit<TokenPerson, 'name'>, { demo, statements }: Statements): Grant[] {
  if (session.issuer === DEMO_ISSUER || session.persona !== null) {
    // A persona's row from a demo over the same database is worth nothing outside the demo.
    return demo && session.persona !== null && isPersona(session.persona) ? [...PERSONAS[session.persona]] : [];
  }
  return statements.filter((statement) => speaksOf(statement, session)).flatMap(({ grants }) => grants);
}
