import type { Identity } from '@/lib/domain/grant-statement';

/** Somebody who signed in once: as their newest session says, or, where none is kept, as the ledger does. */
export interface KnownPerson extends Identity {
  /** `<issuer>|<subject>`. */
  id: string;
  /** For people: the verified e-mail where there is one, else name. */
  name: string;
  persona: string | null;
  /** Of the newest session, or entry. */
  seenAt: Date;
  /** Signed in now. Their groups are those of their sign-in; without a session that is kept, nobody knows them. */
  signedIn: boolean;
}

export interface PeopleStore {
  /** Seen since, latest first. */
  list(query: { since: Date; now: Date; idleSeconds: number; limit: number }): Promise<KnownPerson[]>;
  find(id: string, query: { now: Date; idleSeconds: number }): Promise<KnownPerson | null>;
}
