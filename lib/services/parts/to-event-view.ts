import 'server-only';
import type { EventView, PrincipalView } from '@/lib/contract/access';
import type { Principal } from '@/lib/domain/event-record';
import type { StoredEvent } from '@/lib/domain/ports/history-store';
import { toPrincipalKey } from '@/lib/domain/secret-id';
import { toWire } from './wire-time';

export const toPrincipalView = ({ id, type, accountId, label }: Principal): PrincipalView => ({
  id: toPrincipalKey(id),
  arn: id,
  type,
  accountId,
  label,
});

/** An event as it crosses the wire: no raw record, whose fields nobody has vetted. */
export const toEventView = (event: StoredEvent): EventView => ({
  eventId: event.eventId,
  at: toWire(event.at),
  accountId: event.accountId,
  region: event.region,
  eventName: event.eventName,
  action: event.actionClass,
  outcome: event.outcome,
  errorCode: event.errorCode,
  errorMessage: event.errorMessage,
  secret: event.secretRef && {
    id: event.secretId,
    name: event.secretName ?? event.secretRef.value,
    environment: event.environment,
  },
  versionId: event.versionId,
  versionStage: event.versionStage,
  principal: toPrincipalView(event.principal),
  session: event.session,
  actorKind: event.actorKind,
  person: event.person,
  workload: event.workload,
  sourceAddress: event.sourceAddress,
  client: event.client,
  userAgent: event.userAgent,
});
