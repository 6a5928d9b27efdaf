import 'server-only';
import type { ActorKind } from '@/lib/domain/event-record';

/** Who acted, where a message has no more than a word for it. */
export const KINDS: Record<ActorKind, string> = {
  person: 'a person',
  workload: 'a program',
  'aws-service': 'an AWS service',
  'this-dashboard': 'Keyledger',
  unknown: 'nobody knows who',
};
