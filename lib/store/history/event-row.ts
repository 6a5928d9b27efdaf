import 'server-only';
import type { AccessEvent } from '@/lib/domain/event-record';
import { isPacked } from './raw-blocks';
import { toReference } from './to-reference';

interface EventColumn {
  name: string;
  type: 'text' | 'timestamptz' | 'jsonb';
  valueOf: (event: AccessEvent) => string | null;
  /** Not kept of a read whose secret is known by the very ARN that it gave: the secret says it. */
  ofSecret?: true;
}

/** Of the event itself; its scope, its secret and who vouches for it are of the page that brings it. */
export const EVENT_COLUMNS: readonly EventColumn[] = [
  { name: 'at', type: 'timestamptz', valueOf: ({ at }) => at.toISOString() },
  { name: 'event_id', type: 'text', valueOf: ({ eventId }) => eventId },
  { name: 'account_id', type: 'text', valueOf: ({ accountId }) => accountId },
  { name: 'region', type: 'text', valueOf: ({ region }) => region },
  { name: 'event_name', type: 'text', valueOf: ({ eventName }) => eventName },
  { name: 'action_class', type: 'text', valueOf: ({ actionClass }) => actionClass },
  { name: 'outcome', type: 'text', valueOf: ({ outcome }) => outcome },
  { name: 'error_code', type: 'text', valueOf: ({ errorCode }) => errorCode },
  { name: 'error_message', type: 'text', valueOf: ({ errorMessage }) => errorMessage },
  { name: 'ref_kind', type: 'text', valueOf: ({ secretRef }) => secretRef?.kind ?? null },
  { name: 'ref_value', type: 'text', valueOf: ({ secretRef }) => secretRef?.value ?? null, ofSecret: true },
  { name: 'ref_arn', type: 'text', valueOf: (event) => toReference(event).refArn, ofSecret: true },
  { name: 'ref_account_id', type: 'text', valueOf: (event) => toReference(event).refAccountId, ofSecret: true },
  { name: 'ref_region', type: 'text', valueOf: (event) => toReference(event).refRegion, ofSecret: true },
  { name: 'ref_name', type: 'text', valueOf: (event) => toReference(event).refName, ofSecret: true },
  { name: 'version_id', type: 'text', valueOf: ({ versionId }) => versionId },
  { name: 'version_stage', type: 'text', valueOf: ({ versionStage }) => versionStage },
  { name: 'principal_id', type: 'text', valueOf: ({ principal }) => principal.id },
  { name: 'session', type: 'text', valueOf: ({ session }) => session },
  { name: 'actor_kind', type: 'text', valueOf: ({ actorKind }) => actorKind },
  { name: 'person', type: 'text', valueOf: ({ person }) => person },
  { name: 'workload', type: 'text', valueOf: ({ workload }) => workload },
  { name: 'access_key_id', type: 'text', valueOf: ({ accessKeyId }) => accessKeyId },
  { name: 'source_address', type: 'text', valueOf: ({ sourceAddress }) => sourceAddress },
  { name: 'user_agent', type: 'text', valueOf: ({ userAgent }) => userAgent },
  { name: 'client', type: 'text', valueOf: ({ client }) => client },
  { name: 'request_id', type: 'text', valueOf: ({ requestId }) => requestId },
  { name: 'shared_event_id', type: 'text', valueOf: ({ sharedEventId }) => sharedEventId },
  { name: 'raw', type: 'jsonb', valueOf: (event) => (isPacked(event) ? null : JSON.stringify(event.raw)) },
];
