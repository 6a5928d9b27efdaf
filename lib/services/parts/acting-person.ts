import 'server-only';
import { DEMO_ISSUER } from '@/lib/domain/actor';
import type { ActingPerson } from '@/lib/domain/ports/aws';
import type { Context } from '@/lib/domain/ports/context';
import { toSessionName } from '@/lib/domain/session-name';

/**
 * Who AWS is told: the verified e-mail, else the subject. A display name can be chosen by anyone, so it is never
 * used. Two providers may vouch for the same e-mail, and grants take them for two people: the source identity is
 * the e-mail, which trust policies may ask for, and the session's name ends in what tells the two apart. A token
 * acts under its person's source identity, in a session that is named after the token.
 */
export const toActingPerson = ({ actor }: Pick<Context, 'actor'>): ActingPerson => {
  const { id, issuer, email, subject, token } = actor;
  const name = email ?? subject;
  const isOnlyIssuer = issuer === DEMO_ISSUER;
  return {
    id,
    name: toSessionName({ id, name, isVouchedFor: email !== null || isOnlyIssuer }),
    sessionName: token ? `token-${token.id}` : toSessionName({ id, name, isVouchedFor: isOnlyIssuer }),
  };
};
