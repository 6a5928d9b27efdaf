import { z } from './zod';
import { isoTime } from './shared';
import { scopeProblemView } from './scope-problem';

/** Names of the texts for Athena, as they are saved. */
export const ATHENA_FILES = ['cloudtrail-table.sql', 'reads-of-a-day.sql', 'athena.json', 'athena-trust.json'] as const;
export type AthenaFile = (typeof ATHENA_FILES)[number];
export const athenaFile = z.enum(ATHENA_FILES);

/** How keyledger.yaml sets it. */
const athenaSettings = z.strictObject({
  region: z.string(),
  workgroup: z.string(),
  /** Where results go; null: where the workgroup puts them. */
  output: z.string().nullable(),
  /** null: the credentials that Keyledger runs with. */
  role: z.string().nullable(),
  /** With its catalog and database. */
  table: z.string(),
  /** Where the trail's files are. */
  location: z.string(),
  /** `YYYY-MM-DD` */
  since: z.string(),
  /** Somebody's word that the trail records reads as well as writes. */
  completeReads: z.boolean(),
  /** Whose scopes are asked for; null: every one that is read. */
  accounts: z.array(z.string()).nullable(),
  bytesPerDay: z.number(),
});

/** What it was asked, and what that scanned. */
const athenaUse = z.strictObject({
  /** When a question was last answered; null: never. */
  asOf: isoTime.nullable(),
  /** The worst of those that scopes have, and whose it is. */
  problem: scopeProblemView.extend({ scope: z.string() }).nullable(),
  /** Scopes with a problem. */
  troubled: z.number().int(),
  /** Since the day began, in UTC. */
  bytesToday: z.number(),
  bytes30d: z.number(),
  queries30d: z.number().int(),
  /** Days of scopes that Athena tells of; the first and the last (`YYYY-MM-DD`), null: none. */
  days: z.number().int(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
  /** The latest, newest first. */
  latest: z.array(
    z.strictObject({
      id: z.string(),
      scope: z.string(),
      from: z.string(),
      to: z.string(),
      state: z.enum(['running', 'succeeded', 'failed', 'stopped']),
      bytes: z.number(),
      beganAt: isoTime,
    }),
  ),
});
export type AthenaUseView = z.infer<typeof athenaUse>;

export const athenaView = z.strictObject({
  /** null: keyledger.yaml says nothing of it. */
  athena: athenaSettings.nullable(),
  /** null: nothing was ever asked. */
  use: athenaUse.nullable(),
  /** Where it is off: as the example of keyledger.example.yaml would need them. */
  files: z.array(z.strictObject({ name: athenaFile, text: z.string() })),
});
export type AthenaView = z.infer<typeof athenaView>;
