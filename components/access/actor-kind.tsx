import type { ActorKind } from '@/lib/domain/event-record';

/** People stand out from workloads. */
const LOOKS = {
  person: 'text-person-ink font-medium',
  workload: 'text-workload-ink',
  'aws-service': 'text-ink-2',
  'this-dashboard': 'text-accent',
  unknown: 'text-ink-3',
} as const satisfies Record<ActorKind, string>;

export const ACTOR_KIND_WORDS = {
  person: 'person',
  workload: 'workload',
  'aws-service': 'AWS service',
  'this-dashboard': 'this dashboard',
  unknown: 'unknown',
} as const satisfies Record<ActorKind, string>;

export function ActorKindLabel({ kind }: { kind: ActorKind }) {
  return <span className={LOOKS[kind]}>{ACTOR_KIND_WORDS[kind]}</span>;
}
