import 'server-only';
import type { AuthConfig, Grantee } from '@/lib/config/auth-config';
import { DEMO_ISSUER, type Actor, type Session } from '@/lib/domain/actor';
import { PERSONAS, type Grant, type Persona } from '@/lib/domain/grant';

export const isPersona = (name: string): name is Persona => Object.hasOwn(PERSONAS, name);

/**
 * The person of a session with what the configuration grants them now: a change there holds from the
 * next request on. Who is named by no statement may nothing. Deny rules are kept as they are: they
 * win where a grant is looked up.
 */
export function toActor(session: Session, auth: Pick<AuthConfig, 'demo' | 'statements'>): Actor {
  const { issuer, subject, email, persona, groups, authenticatedAt } = session;
  return {
    id: `${issuer}|${subject}`,
    issuer,
    subject,
    name: email ?? session.name,
    email,
    persona,
    groups,
    sessionId: session.id,
    authenticatedAt,
    grants: toGrants(session, auth),
  };
}

function toGrants(session: Session, { demo, statements }: Pick<AuthConfig, 'demo' | 'statements'>): Grant[] {
  if (session.issuer === DEMO_ISSUER || session.persona !== null) {
    // A persona's row from a demo over the same database is worth nothing outside the demo.
    return demo && session.persona !== null && isPersona(session.persona) ? [...PERSONAS[session.persona]] : [];
  }
  return statements.filter(({ who }) => matches(who, session)).flatMap(({ grants }) => grants);
}

function matches(who: Grantee, session: Session): boolean {
  if (who.kind === 'anyone') return true;
  if (who.kind === 'subject') return who.id === `${session.issuer}|${session.subject}`;
  // A group or an e-mail means something only where the same issuer vouches for it.
  if (who.issuer !== session.issuer) return false;
  return who.kind === 'email' ? who.email === session.email?.toLowerCase() : session.groups.includes(who.group);
}
