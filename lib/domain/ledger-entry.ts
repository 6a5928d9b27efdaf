import type { LedgerAction } from './permission';

/**
 * `asked` is written before AWS is called; then `done` or `failed`. `refused`: not allowed, AWS not
 * called. `unknown`: a process died between asking and the outcome. `noted`: nothing was asked of AWS.
 */
export const LEDGER_PHASES = ['asked', 'done', 'failed', 'refused', 'unknown', 'noted'] as const;
export type LedgerPhase = (typeof LEDGER_PHASES)[number];

export interface LedgerActor {
  /** `<issuer>|<subject>`, or `keyledger` for what the program does by itself. */
  id: string;
  name: string;
  persona: string | null;
  /** The API token that acted as this person; absent: the person themselves. */
  token?: { id: string; name: string };
}

/** What happened to what. Never holds a value, a field's content, or AWS's answer. */
export interface NewLedgerEntry {
  /** Joins the entries of one act. */
  actId: string;
  action: LedgerAction;
  phase: LedgerPhase;
  actor: LedgerActor;
  secret: {
    id: string;
    arn: string;
    name: string;
    environment: string;
    accountId: string;
    tags: Record<string, string>;
  } | null;
  reason: string | null;
  /** Error code on refused and failed. */
  code: string | null;
  requestId: string | null;
  /** How often an equal refusal was folded into this entry; 1 otherwise. */
  count: number;
  /** Small, JSON, no values: mode, field's name, versionId, runId, accessKeyId, awsRequestId, digest … */
  detail: Record<string, string | number | boolean | null>;
}

export interface LedgerEntry extends NewLedgerEntry {
  seq: number;
  at: Date;
  prevHash: string;
  hash: string;
}
