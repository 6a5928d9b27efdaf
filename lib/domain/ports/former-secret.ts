import type { InventoryRow, Sight } from './inventory-store';

/** A secret that is gone, in whose account and region another one has its name now. */
export interface FormerSecret {
  id: string;
  arn: string;
  createdAt: Date | null;
  /** When it was seen last; null where only its absence has a moment. */
  lastSeenAt: Date | null;
  /** When it was not there any more. */
  goneBy: Date;
  /** One sees the history of it, too. */
  historyVisible: boolean;
}

/** What is known of an id that is no item. */
export interface GoneSecret extends Pick<FormerSecret, 'lastSeenAt' | 'goneBy' | 'historyVisible'> {
  /** The item in sight that stands for it: the primary of a replica, or what has its name there now. */
  standsFor: string | null;
}

export interface FormerSecrets {
  /** null: nobody ever saw it, or it was out of sight when it was seen last. */
  gone(sight: Sight, id: string): Promise<GoneSecret | null>;
  /** The newest 10 of them in sight, newest first. */
  former(sight: Sight, of: Pick<InventoryRow, 'id' | 'accountId' | 'region' | 'name'>): Promise<FormerSecret[]>;
}
