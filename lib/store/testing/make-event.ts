import 'server-only';
import type { AccessEvent, Normalised, Principal } from '@/lib/domain/event-record';
import { toSecretRef } from '@/lib/domain/arn';
import { daysAgo } from './make-secret';

export const makePrincipal = (name: string, accountId = '111122223333'): Principal => ({
  id: `arn:aws:iam::${accountId}:role/${name}`,
  type: 'role',
  accountId,
  label: name,
});

let made = 0;

interface Given extends Partial<Omit<AccessEvent, 'secretRef'>> {
  secretId?: string | null;
}

/** A successful read of `secretId` (as a caller would pass it), plausible where nothing is said. */
export function makeEvent({ secretId, ...given }: Given = {}): AccessEvent {
  made += 1;
  return {
    eventId: `event-${made}`,
    at: daysAgo(1),
    accountId: '111122223333',
    region: 'eu-west-1',
    eventName: 'GetSecretValue',
    actionClass: 'read',
    outcome: 'success',
    errorCode: null,
    errorMessage: null,
    secretRef: secretId ? toSecretRef(secretId) : null,
    versionId: null,
    versionStage: null,
    principal: makePrincipal('payments-api'),
    session: 'i-0abc',
    actorKind: 'workload',
    person: null,
    workload: 'payments-api',
    accessKeyId: null,
    sourceAddress: '10.0.0.1',
    userAgent: 'aws-sdk-go',
    client: 'sdk',
    requestId: null,
    sharedEventId: null,
    raw: { eventVersion: '1.11' },
    ...given,
  };
}

export const ok = (event: AccessEvent): Normalised => ({ ok: true, event });
