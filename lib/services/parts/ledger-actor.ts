import 'server-only';
import type { LedgerActor } from '@/lib/domain/ledger-entry';
import type { Context } from '@/lib/domain/ports/context';

export const toLedgerActor = ({ actor }: Context): LedgerActor => ({
  id: actor.id,
  name: actor.name,
  persona: actor.persona,
  ...(actor.token && { token: actor.token }),
});
