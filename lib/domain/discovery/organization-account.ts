/** `AccountState` of Organizations; `UNKNOWN`: it said something else, or nothing. */
export const ACCOUNT_STATES = [
  'PENDING_ACTIVATION',
  'ACTIVE',
  'SUSPENDED',
  'PENDING_CLOSURE',
  'CLOSED',
  'UNKNOWN',
] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** One account as organizations:ListAccounts tells of it, checked. */
export interface OrganizationAccount {
  /** Twelve digits. */
  id: string;
  /** What can be read of its name; the id where nothing can. */
  name: string;
  state: AccountState;
  joinedAt: Date | null;
}

/** The same before it is looked at: any member may be missing or be anything. */
export interface RawAccount {
  id: unknown;
  name: unknown;
  state: unknown;
  joinedAt: unknown;
}

/** AWS's own limit is 50; what is longer is not AWS's. */
const LONGEST_NAME = 64;

/** Controls, what has no width, and what turns the direction: nobody types them, and a name is shown everywhere. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{M}]/gu;

export function toAccountName(name: unknown, id: string): string {
  if (typeof name !== 'string') return id;
  const seen = name.slice(0, LONGEST_NAME).toWellFormed().replaceAll(UNSEEN, '\uFFFD').trim();
  return seen.replaceAll('\uFFFD', '').trim() === '' ? id : seen;
}

const toState = (state: unknown): AccountState => ACCOUNT_STATES.find((known) => known === state) ?? 'UNKNOWN';

const toJoined = (at: unknown): Date | null => (at instanceof Date && Number.isFinite(at.getTime()) ? at : null);

/** null: it has no account id, so that it is no account. */
export function toOrganizationAccount({ id, name, state, joinedAt }: RawAccount): OrganizationAccount | null {
  if (typeof id !== 'string' || !/^\d{12}$/.test(id)) return null;
  return { id, name: toAccountName(name, id), state: toState(state), joinedAt: toJoined(joinedAt) };
}

/** Everything that a listing told. */
export interface FoundAccounts {
  /** Each once, as it was told first. */
  accounts: OrganizationAccount[];
  /** Entries without an account id: then what is missing may be one of them, and nothing has left. */
  malformed: number;
}

export function gatherAccounts(): { add(page: readonly RawAccount[]): void; end(): FoundAccounts } {
  const found = new Map<string, OrganizationAccount>();
  let malformed = 0;
  return {
    add(page) {
      for (const raw of page) {
        const account = toOrganizationAccount(raw);
        if (account === null) malformed += 1;
        else if (!found.has(account.id)) found.set(account.id, account);
      }
    },
    end: () => ({ accounts: [...found.values()], malformed }),
  };
}
