import 'server-only';
import type { ActingPerson } from '@/lib/domain/ports/aws';
import type { Context } from '@/lib/domain/ports/context';

/** Who AWS is told: the verified e-mail, else the subject. A display name can be chosen by anyone, so it is never used. */
export const toActingPerson = ({ actor }: Context): ActingPerson => ({
  id: actor.id,
  name: actor.email ?? actor.subject,
});
