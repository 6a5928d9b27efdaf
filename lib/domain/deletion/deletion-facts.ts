import type { Known } from '@/lib/domain/history/how-covered';
import type { SecretUser } from '@/lib/domain/ports/history-store';
import type { ListedSecret } from '@/lib/domain/ports/inventory-store';

/** Of so many days it is asked who read the secret. */
export const ASKED_DAYS = 90;
/** AWS keeps 90 days to the minute: their first is half gone by the time that it is read. */
export const KNOWN_DAYS = 89;

export interface DeletionFacts {
  secret: Pick<
    ListedSecret,
    'region' | 'primaryRegion' | 'replicas' | 'owningService' | 'lastAccessedOn' | 'deletion' | 'rotationEnabled'
  > & { rotationLambdaArn: string | null };
  /** Of the last ASKED_DAYS, in every region that it is in; what was refused, since its deletion was asked for. */
  users: readonly SecretUser[];
  /** How much of KNOWN_DAYS is known; `hidden`: its history is not the asker's to see. */
  history: Known | 'hidden';
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
