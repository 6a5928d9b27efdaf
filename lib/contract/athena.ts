import { z } from './zod';

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
});

export const athenaView = z.strictObject({
  /** null: keyledger.yaml says nothing of it. */
  athena: athenaSettings.nullable(),
  /** Where it is off: as the example of keyledger.example.yaml would need them. */
  files: z.array(z.strictObject({ name: athenaFile, text: z.string() })),
});
export type AthenaView = z.infer<typeof athenaView>;
