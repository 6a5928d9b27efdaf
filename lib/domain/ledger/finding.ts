/**
 * What verifying found. `restored` is a break that the ledger itself records; `note` breaks nothing. Everything else
 * means that the ledger, or what was kept of it outside, is not what was written.
 */
export type FindingKind =
  | 'changed'
  | 'missing'
  | 'moved'
  | 'repeated'
  | 'unlinked'
  | 'rewritten'
  | 'truncated'
  | 'anchor-forged'
  | 'anchor-unknown-key'
  | 'unreadable'
  | 'other-ledger'
  | 'restored'
  | 'note';

export interface Finding {
  kind: FindingKind;
  /** The first and last entry that it is about; null: about no entry. */
  from: number | null;
  to: number | null;
  /** In words, with times in UTC. */
  why: string;
  /** What names the entry for good, where one may say that one knows of it (`restored`). */
  mark?: string;
}

/** Whether it means that somebody, or something, changed what was written. */
export const isBreak = ({ kind }: Finding): boolean => kind !== 'note' && kind !== 'restored';

/** `3`, or `3 to 7`. */
export const toRange = (from: number, to: number): string => (from === to ? String(from) : `${from} to ${to}`);
