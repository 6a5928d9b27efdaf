import type { EventView } from '@/lib/contract/access';
import type { FoldView, RotationEntryView } from '@/lib/contract/timeline';
import { formatSpan, formatUtc } from '@/components/ui/format-time';

const FOLDS = {
  read: ['read', 'reads'],
  look: ['look at its metadata', 'looks at its metadata'],
  denied: ['denied attempt', 'denied attempts'],
  failed: ['read that failed', 'reads that failed'],
} as const satisfies Record<FoldView['kind'], readonly [one: string, many: string]>;

/** `1 read`, `312 reads`. */
export const countWords = (kind: FoldView['kind'], count: number): string =>
  `${count.toLocaleString('en')} ${FOLDS[kind][count === 1 ? 0 : 1]}`;

const clock = (at: string): string => formatUtc(at).slice(11, 16);

/** `2026-11-20, 14:00–18:00 UTC`: a span within its day, oldest first. */
export function spanWords(newest: string, oldest: string): string {
  const [from, to] = [clock(oldest), clock(newest)];
  return `${formatUtc(newest).slice(0, 10)}, ${from === to ? to : `${from}–${to}`} UTC`;
}

const ACTS: Readonly<Record<string, string>> = {
  CreateSecret: 'created',
  PutSecretValue: 'new value written',
  UpdateSecret: 'secret updated',
  UpdateSecretVersionStage: 'label moved',
  TagResource: 'tags set',
  UntagResource: 'tags taken away',
  ReplicateSecretToRegions: 'replication to other regions asked for',
  RemoveRegionsFromReplication: 'replicas taken away',
  StopReplicationToReplica: 'replica made a secret of its own',
  ReplicationStarted: 'replication begun',
  ReplicationSucceeded: 'replication succeeded',
  ReplicationFailed: 'replication failed',
  PutResourcePolicy: 'resource policy written',
  DeleteResourcePolicy: 'resource policy taken away',
  ValidateResourcePolicy: 'resource policy checked',
  DeleteSecret: 'deletion asked for',
  RestoreSecret: 'deletion called off',
  StartSecretVersionDelete: 'deletion of a version begun',
  CancelSecretVersionDelete: 'deletion of a version called off',
  EndSecretVersionDelete: 'version deleted',
  SecretVersionDeletion: 'version deleted',
  RotateSecret: 'rotation asked for',
  CancelRotateSecret: 'automatic rotation turned off',
  TestRotationStarted: 'test of the rotation begun',
  TestRotationSucceeded: 'test of the rotation succeeded',
  TestRotationFailed: 'test of the rotation failed',
};

/** What an act did, in words; null for what AWS may add, whose own name then has to do. */
export const actWords = ({ eventName }: Pick<EventView, 'eventName'>): string | null =>
  Object.hasOwn(ACTS, eventName) ? (ACTS[eventName] ?? null) : null;

/** What of a fold or a rotation may stand on another page; null: it is whole. */
export function borderWords({ newerPage, olderPage }: Pick<FoldView, 'newerPage' | 'olderPage'>): string | null {
  if (newerPage && olderPage) return 'of this page alone: there may be more on the pages before and after';
  if (newerPage) return 'of this page alone: there may be more on the page before';
  return olderPage ? 'of this page alone: there may be more on the next page' : null;
}

/** `took 4 min`, where both ends are known. */
export function tookWords({ startedAt, endedAt }: Pick<RotationEntryView, 'startedAt' | 'endedAt'>): string | null {
  if (!startedAt || !endedAt) return null;
  return `took ${formatSpan(Date.parse(endedAt) - Date.parse(startedAt))}`;
}

const minute = (at: string): string => formatUtc(at).slice(0, 16);

/** `Not covered 2026-11-02 12:00 to 2026-11-05 08:00 UTC`. */
export function gapWords({ from, to }: { from: string | null; to: string | null }): string {
  if (from === null) return to === null ? 'History not covered' : `Not covered before ${minute(to)} UTC`;
  return to === null ? `Not covered since ${minute(from)} UTC` : `Not covered ${minute(from)} to ${minute(to)} UTC`;
}
