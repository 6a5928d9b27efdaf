import type { ActorKind } from '@/lib/domain/event-record';
import type { Known } from '@/lib/domain/history/how-covered';
import type { Reader } from '@/lib/domain/ports/history-store';
import type { ListedSecret } from '@/lib/domain/ports/inventory-store';

/** Of so many days it is asked who read the secret. */
export const ASKED_DAYS = 90;

/** Reads that AWS refused since the deletion was asked for: whoever tried, missed it. */
export interface Attempt {
  principalId: string;
  who: string;
  actorKind: ActorKind;
  times: number;
  lastAt: Date;
}

export interface DeletionFacts {
  secret: Pick<
    ListedSecret,
    'region' | 'primaryRegion' | 'replicas' | 'owningService' | 'lastAccessedOn' | 'deletion' | 'rotationEnabled'
  > & { rotationLambdaArn: string | null };
  /** Of the last ASKED_DAYS, in every region that it is in. */
  readers: readonly Reader[];
  /** How much of that time is known; `hidden`: its history is not the asker's to see. */
  history: Known | 'hidden';
  attempts: readonly Attempt[];
  /** Where another secret of just this name is, as far as one may see. */
  namesakes: readonly Pick<ListedSecret, 'accountName' | 'region'>[];
  /** The endpoint need not be AWS: what it does not tell is not known. */
  foreign: boolean;
  now: Date;
}

/** `breaks`: something needs it, or AWS refuses. `doubt`: nobody can tell. `safe`: speaks for deleting it. */
export interface DeletionCheck {
  /** Stable, e.g. `programs-read`. */
  id: string;
  level: 'breaks' | 'doubt' | 'safe';
  message: string;
}
