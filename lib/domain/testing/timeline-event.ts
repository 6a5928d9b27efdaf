import { toActionClass, toOutcome } from '@/lib/domain/event/action';
import { toSecretRef } from '@/lib/domain/arn';
import type { TimelineEvent } from '@/lib/domain/timeline/timeline-entry';

const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/payments/db-AbCdEf';
export const TOKEN = '00000000-0000-4000-8000-000000000001';

export const at = (time: string): Date => new Date(`2026-11-${time}Z`);

/** `time` is `20T14:00:00`. Of a rotation's service events, `token` stands where AWS has it. */
export function timelineEvent(
  time: string,
  eventName: string,
  { who = 'payments-api', token = TOKEN, ...more }: Partial<TimelineEvent> & { who?: string; token?: string } = {},
): TimelineEvent {
  const errorMessage = more.errorMessage ?? null;
  return {
    eventId: `${time} ${eventName} ${who}`,
    at: at(time),
    accountId: '111122223333',
    region: 'eu-west-1',
    eventName,
    actionClass: toActionClass(eventName),
    outcome: toOutcome(eventName, more.errorCode ?? null, errorMessage),
    errorCode: null,
    errorMessage,
    secretRef: toSecretRef(ARN),
    versionId: null,
    versionStage: null,
    principal: { id: `arn:aws:iam::111122223333:role/${who}`, type: 'role', accountId: '111122223333', label: who },
    session: null,
    actorKind: 'workload',
    person: null,
    workload: null,
    accessKeyId: null,
    sourceAddress: null,
    userAgent: null,
    client: null,
    requestId: eventName.startsWith('Rotation') ? `Rotation-${ARN}-${token}` : null,
    sharedEventId: null,
    ...more,
  };
}
