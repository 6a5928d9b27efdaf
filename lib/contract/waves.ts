import { z } from './zod';
import { RUN_STATES } from '@/lib/domain/run';
import {
  LONGEST_PAUSE_SECONDS,
  MOST_AT_ONCE,
  MOST_IN_WAVE,
  WAVE_ITEM_STATES,
  WAVE_STATES,
} from '@/lib/domain/wave/wave';
import { optionalReason } from './acts';
import { secretsFilter } from './secrets-query';
import { isoTime, opaqueId, pageLimit, repeated, sinceDay } from './shared';

export const LONGEST_WAVE_NAME = 120;
/** The most that a draft may ask for. */
export const WAVE_LIMITS = { secrets: MOST_IN_WAVE, atOnce: MOST_AT_ONCE, pauseSeconds: LONGEST_PAUSE_SECONDS } as const; // prettier-ignore

const page = {
  limit: pageLimit(50),
  cursor: z.string().max(2048).optional(),
};

/** One line, typed again where the wave's environments ask for it. */
const waveName = z
  .string()
  .trim()
  .min(3, 'has at least 3 characters')
  .max(LONGEST_WAVE_NAME, `is longer than ${LONGEST_WAVE_NAME} characters`)
  .regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'holds control characters')
  .regex(/[\p{L}\p{N}]/u, 'has a letter or a digit');

const count = z.number().int();

/** What a wave is made of: what is in sight of it; what is not the person's to rotate is in it as skipped, with why. */
export const waveSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ids'),
    ids: z.array(opaqueId).min(1, 'is empty').max(MOST_IN_WAVE, `has more than ${MOST_IN_WAVE}`),
  }),
  /** As the parameters of GET /api/secrets; `total`: as many matched when the person looked. */
  z.strictObject({ kind: z.literal('filter'), filter: secretsFilter, total: count.min(0).max(1_000_000_000) }),
  /** Whoever leaves, or whose credentials leaked: all that it read since the beginning of that day (UTC). */
  z.strictObject({ kind: z.literal('principal'), principal: opaqueId, since: sinceDay }),
  /** All that the unexpected readers of a review read there. */
  z.strictObject({ kind: z.literal('review'), review: opaqueId }),
]);
export type WaveSource = z.infer<typeof waveSource>;

export const draftWaveInput = z.strictObject({
  name: waveName,
  source: waveSource,
  /** Rotations under way at once. */
  concurrency: z.number().int().min(1).max(MOST_AT_ONCE).default(1),
  /** None begins sooner after another one of the wave began or ended. */
  pauseSeconds: z.number().int().min(0).max(LONGEST_PAUSE_SECONDS).default(0),
  /** With so many failed ones the wave pauses; null: it goes on whatever fails. */
  stopAfter: z.number().int().min(1).max(MOST_IN_WAVE).nullable().default(1),
});
export type DraftWaveInput = z.infer<typeof draftWaveInput>;

export const startWaveInput = z.strictObject({
  reason: optionalReason,
  /** The wave's name, where `asks.typedName`. */
  confirmName: z.string().max(512).optional(),
});
export type StartWaveInput = z.infer<typeof startWaveInput>;

/** A draft can be aborted alone; what was aborted or has finished stays so. */
export const steerWaveInput = z.strictObject({
  to: z.enum(['paused', 'running', 'aborted']),
  reason: optionalReason,
});
export type SteerWaveInput = z.infer<typeof steerWaveInput>;

export const wavesQuery = z.strictObject({ ...page, state: repeated(z.enum(WAVE_STATES)) });
export type WavesQuery = z.infer<typeof wavesQuery>;

export const waveItemsQuery = z.strictObject({ ...page, state: repeated(z.enum(WAVE_ITEM_STATES)) });
export type WaveItemsQuery = z.infer<typeof waveItemsQuery>;

/** Every number is of the secrets that one sees. */
const waveCounts = z.strictObject({
  waiting: count,
  running: count,
  succeeded: count,
  failed: count,
  skipped: count,
});

export const waveView = z.strictObject({
  id: opaqueId,
  name: z.string(),
  state: z.enum(WAVE_STATES),
  /** In words, why it is paused or was aborted; else null. */
  why: z.string().nullable(),
  concurrency: count,
  pauseSeconds: count,
  stopAfter: count.nullable(),
  draftedAt: isoTime,
  draftedBy: z.string(),
  startedAt: isoTime.nullable(),
  reason: z.string().nullable(),
  endedAt: isoTime.nullable(),
  /** From what it was made; null where one does not see all of it. `since`: a principal's. */
  source: z
    .strictObject({
      kind: z.enum(['ids', 'filter', 'principal', 'review']),
      principal: opaqueId.nullable(),
      since: z.iso.date().nullable(),
      review: opaqueId.nullable(),
    })
    .nullable(),
  counts: waveCounts,
});
export type WaveView = z.infer<typeof waveView>;

export const wavesList = z.strictObject({ items: z.array(waveView), nextCursor: z.string().nullable() });
export type WavesList = z.infer<typeof wavesList>;

export const waveDetail = waveView.extend({
  /** Of what a principal read: accounts and regions, as scopes, whose reads since then were not all known when it was drafted: what it read there may be missing. */
  uncovered: z.array(z.string()).optional(),
  /** In the order in which they come: the next begins once all of the one before have ended. */
  stages: z.array(
    z.strictObject({
      /** Its secrets' environments as guards take them. */
      environments: z.array(z.string()),
      /** 0; or how many stages of the same environments they depend on, one after the other. */
      depth: count,
      counts: waveCounts,
    }),
  ),
  /** Of a draft that one sees: how many would be rotated now, and how many could not; null once it was started. */
  dryRun: z.strictObject({ ready: count, blocked: count }).nullable(),
  /** What its start asks for; of one that a restore brought back, what going on with it does. */
  asks: z.strictObject({ reason: z.boolean(), typedName: z.boolean() }),
  /** Start or resume it: whoever drafted it. */
  mayStart: z.boolean(),
  /** Pause or abort it: whoever drafted it, or may rotate something in it. */
  mayStop: z.boolean(),
});
export type WaveDetail = z.infer<typeof waveDetail>;

export const waveItemView = z.strictObject({
  secret: z.strictObject({
    id: opaqueId,
    name: z.string(),
    environment: z.string(),
    account: z.string(),
    region: z.string(),
  }),
  /** Which of `stages` it is in, by environment as guards take it and depth. */
  stage: z.strictObject({ environment: z.string(), depth: count }),
  state: z.enum(WAVE_ITEM_STATES),
  /** In words: why it was skipped or failed, or what its run last told. */
  why: z.string().nullable(),
  run: z.strictObject({ id: z.string(), state: z.enum(RUN_STATES) }).nullable(),
  startedAt: isoTime.nullable(),
  endedAt: isoTime.nullable(),
  /** Of the wave's secrets in sight, by its note. `ignored`: not waited for, and why in words; null: it comes after them. */
  dependsOn: z.array(z.strictObject({ id: opaqueId, name: z.string(), ignored: z.string().nullable() })),
  /** Of a draft: what speaks for and against rotating it now; null once it was started, and of one that is left out. `ready`: nothing blocks. */
  preflight: z
    .strictObject({
      ready: z.boolean(),
      checks: z.array(
        z.strictObject({ id: z.string(), level: z.enum(['blocking', 'warning', 'reassuring']), message: z.string() }),
      ),
    })
    .nullable(),
});
export type WaveItemView = z.infer<typeof waveItemView>;

export const waveItemsList = z.strictObject({ items: z.array(waveItemView), nextCursor: z.string().nullable() });
export type WaveItemsList = z.infer<typeof waveItemsList>;
