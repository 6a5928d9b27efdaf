import 'server-only';
import { DEMO_ISSUER } from '@/lib/domain/actor';
import type { ActingPerson } from '@/lib/domain/ports/aws';
import type { Context } from '@/lib/domain/ports/context';
import { toSessionName } from '@/lib/domain/session-name';

/** Who AWS is told: the verified e-mail, else the subject. A display name can be chosen by anyone, so it is never used. */
export const toActingPerson = ({ actor: { id, issuer, email, subject } }: Pick<Context, 'actor'>): ActingPerson => ({
  id,
  name: toSessionName({ id, name: email ?? subject, isVouchedFor: email !== null || issuer === DEMO_ISSUER }),
});
