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

export interface FormerSecrets {
  /** The newest 10 of them in sight, newest first. */
  former(sight: Sight, of: Pick<InventoryRow, 'id' | 'accountId' | 'region' | 'name'>): Promise<FormerSecret[]>;
}
