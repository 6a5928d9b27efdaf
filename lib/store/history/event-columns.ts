import 'server-only';
import type { SecretRef } from '@/lib/domain/event-record';
import type { StoredEvent } from '@/lib/domain/ports/history-store';
import { eventTable, principalTable } from '@/lib/store/schema/event';

const { at, eventId, accountId, region, eventName, actionClass, outcome, errorCode, errorMessage } = eventTable;
const { refKind, refValue, versionId, versionStage, session, actorKind, person, workload } = eventTable;
const { accessKeyId, sourceAddress, userAgent, client, requestId, sharedEventId, secretId } = eventTable;

const call = { at, eventId, accountId, region, eventName, actionClass, outcome, errorCode, errorMessage };
const target = { refKind, refValue, versionId, versionStage, secretId };
const caller = { session, actorKind, person, workload, accessKeyId, sourceAddress, userAgent, client };

/** All of an event but its raw record, and its principal. */
export const eventColumns = {
  ...call,
  ...target,
  ...caller,
  requestId,
  sharedEventId,
  principal: {
    id: principalTable.id,
    type: principalTable.type,
    accountId: principalTable.accountId,
    label: principalTable.label,
  },
};

interface EventRow extends Omit<StoredEvent, 'secretRef'> {
  refKind: SecretRef['kind'] | null;
  refValue: string | null;
}

export const toStoredEvent = ({ refKind: kind, refValue: value, ...event }: EventRow): StoredEvent => ({
  ...event,
  secretRef: kind && value !== null ? { kind, value } : null,
});
