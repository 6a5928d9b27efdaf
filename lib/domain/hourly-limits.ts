import type { NewLedgerEntry } from './ledger-entry';
import type { LedgerAction } from './permission';

export const HOUR_MS = 3_600_000;

/** Questions to Athena: each scans what is paid for. */
export const MOST_ASKED = 10;

/**
 * How many acts of each kind one person may begin in any 60 minutes, over all their sessions, tokens and
 * processes: what a record of every act lets them add to the ledger. An act's end follows from it and is not counted.
 * Far above what hands and waves of rotations do; a reveal's environment asks for less.
 */
const MOST_BEGUN: Partial<Record<LedgerAction, number>> = {
  'secret.reveal': 2000,
  'secret.rotate': 1000,
  'secret.recover': 300,
  'secret.annotate': 300,
  'history.ask': MOST_ASKED,
  'session.end': 300,
  // Of a hundred findings at most, each with an entry of its own.
  'unusual.dismiss': 300,
  'unusual.reopen': 300,
};
const MOST_OF_ANY_OTHER = 120;

/**
 * How many secrets one person may change by acts of many in any 60 minutes: each of them has an entry of its own when
 * such an act ends. Three times as many as one act may choose.
 */
const MOST_OF_MANY: Partial<Record<LedgerAction, number>> = { 'secret.annotate': 30_000 };

/** The detail of an act of many that says how many secrets it is to change. */
export const TO_CHANGE = 'toChange';

/** Refusals of one person that stand alone in any 60 minutes; the rest of them are counted together. */
export const MOST_REFUSALS = 60;

/** What Keyledger does by itself has this as its actor. */
const OWN = 'keyledger';

/** null: the entry begins nothing, or nobody asked for it. */
export const mostBegun = ({ action, phase, actor }: NewLedgerEntry): number | null =>
  actor.id !== OWN && (phase === 'asked' || phase === 'noted') ? (MOST_BEGUN[action] ?? MOST_OF_ANY_OTHER) : null;

/** How many secrets the act that this entry begins is to change, beside the most of an hour; null: it is no act of many. */
export function findMany(entry: NewLedgerEntry): { secrets: number; most: number } | null {
  const most = MOST_OF_MANY[entry.action];
  const secrets = entry.detail[TO_CHANGE];
  if (most === undefined || typeof secrets !== 'number' || mostBegun(entry) === null) return null;
  return { secrets, most };
}
