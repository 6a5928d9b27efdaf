import 'server-only';
import type { SessionsList } from '@/lib/contract/system';
import type { Session } from '@/lib/domain/actor';
import type { Context } from '@/lib/domain/ports/context';
import { toWire } from './wire-time';

/** A session as its person, or whoever may end it, sees it. */
export const toSessionView = ({ actor }: Context, session: Session): SessionsList['items'][number] => ({
  id: session.id,
  name: session.email ?? session.name,
  persona: session.persona,
  issuer: session.issuer,
  createdAt: toWire(session.createdAt),
  lastSeenAt: toWire(session.lastSeenAt),
  endsAt: toWire(session.endsAt),
  current: session.id === actor.sessionId,
});
