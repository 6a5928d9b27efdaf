import type { NewLedgerEntry } from '@/lib/domain/ledger-entry';
import type { ApiToken, TokenPerson } from '@/lib/domain/token/api-token';

export interface TokenStore {
  create(token: ApiToken): Promise<void>;
  /** Whatever became of it: an ended token that is used is worth knowing of. */
  find(id: string): Promise<ApiToken | null>;
  /** Newest first; those that expired or were ended before `since` are left out. */
  list(since: Date): Promise<ApiToken[]>;
  /** Of one person, neither ended nor expired. */
  countLive(person: Pick<TokenPerson, 'issuer' | 'subject'>, now: Date): Promise<number>;
  /** Of several at once one is the first; with it goes its entry in the ledger, or neither stands. */
  noteFirstUse(id: string, use: { address: string; at: Date }, entry: NewLedgerEntry): Promise<void>;
  noteUse(id: string, use: { address: string; at: Date }): Promise<void>;
  /** False where it has ended already. */
  end(id: string, by: string, at: Date): Promise<boolean>;
  /** What a provider says of a person today holds for their tokens, too. */
  refreshPerson(person: TokenPerson): Promise<void>;
}
