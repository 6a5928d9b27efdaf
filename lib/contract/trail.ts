import { z } from './zod';
import { isoTime } from './shared';
import { scopeProblemView } from './scope-problem';

/** Names of the texts for a trail's bucket, as they are saved. */
export const TRAIL_FILES = ['trail.json', 'trail-trust.json'] as const;
export type TrailFileName = (typeof TRAIL_FILES)[number];
export const trailFile = z.enum(TRAIL_FILES);

/** How keyledger.yaml sets it. */
const trailSettings = z.strictObject({
  /** Where the trail's files are. */
  location: z.string(),
  /** Where the bucket is. */
  region: z.string(),
  /** Whose bucket it has to be; null: whoever's. */
  owner: z.string().nullable(),
  /** null: the credentials that Keyledger runs with. */
  role: z.string().nullable(),
  /** `YYYY-MM-DD` */
  since: z.string(),
  /** Whose scopes are read from it; null: every one that is read. */
  accounts: z.array(z.string()).nullable(),
  /** Whether files are held against the trail's digests. */
  digests: z.boolean(),
  /** Of which trail somebody says that it records all reads; null: nobody does. */
  completeReads: z.string().nullable(),
});

/** Folders of which something is missing, the one of today included; the first and the last (`YYYY-MM-DD`), null: none. */
const missing = z.strictObject({ days: z.number().int(), first: z.string().nullable(), last: z.string().nullable() });

const trailScope = z.strictObject({
  scope: z.string(),
  lookedAt: isoTime,
  /** When the bucket last answered; null: never. */
  asOf: isoTime.nullable(),
  /** When the newest file that was taken was delivered; null: none was. */
  newestAt: isoTime.nullable(),
  files: z.number().int(),
  /** Files that cannot be read, which stays so. */
  broken: z.number().int(),
  missing,
  problem: scopeProblemView.nullable(),
});
export type TrailScopeView = z.infer<typeof trailScope>;

const trailUse = z.strictObject({
  /** Those with a problem first; of very many the first. */
  scopes: z.array(trailScope),
  total: z.number().int(),
  /** Scopes with a problem. */
  troubled: z.number().int(),
  files: z.number().int(),
  /** What is wrong with a day's folder, or with a file in it (`name`); the latest days first, of very many the first. */
  troubles: z.array(
    z.strictObject({ scope: z.string(), day: z.string(), name: z.string().nullable(), what: z.string() }),
  ),
});
export type TrailUseView = z.infer<typeof trailUse>;

export const trailView = z.strictObject({
  /** null: keyledger.yaml says nothing of it. */
  trail: trailSettings.nullable(),
  /** null: nothing was ever looked at. */
  use: trailUse.nullable(),
  /** Where it is off: as the example of keyledger.example.yaml would need them. */
  files: z.array(z.strictObject({ name: trailFile, text: z.string() })),
});
export type TrailView = z.infer<typeof trailView>;
