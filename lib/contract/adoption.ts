import { ADOPTION_VERDICTS } from '@/lib/domain/adoption/judge-adoption';
import { ADOPTION_STATES } from '@/lib/domain/adoption/judge-reader';
import { ACTOR_KINDS } from '@/lib/domain/event-record';
import { isoTime, opaqueId } from './shared';
import { z } from './zod';

/** One principal as one kind of actor, with a successful read in the last 30 days. */
export const adoptionReaderView = z.strictObject({
  principal: opaqueId,
  who: z.string(),
  actorKind: z.enum(ACTOR_KINDS),
  /**
   * `old`: reads another version. `late`: silent for longer than usual. `unknown`: nobody can tell. `pending`: its turn has
   * come, and events are up to 15 minutes late. `waiting`: its turn has not come. `adopted`: has read the current version.
   * `aside`: a person, a reveal here, or the secret's rotation function, which are not counted.
   */
  state: z.enum(ADOPTION_STATES),
  /** The same in a sentence. */
  says: z.string(),
  lastAt: isoTime,
  /** Its first read of the current version; null: none is known. */
  adoptedAt: isoTime.nullable(),
  /** Its last read of another version since; null: none is known. */
  oldAt: isoTime.nullable(),
  /** When it has read again 95 times of 100; null: it has read, or its cadence does not tell. */
  expectedBy: isoTime.nullable(),
  /** In words, e.g. `every 5 min`. */
  cadence: z.string(),
});
export type AdoptionReaderView = z.infer<typeof adoptionReaderView>;

/** Which readers have the version that is current, since it is. */
export const adoptionView = z.strictObject({
  /** null: nobody said which version is current, and then nothing can be told. */
  current: z
    .strictObject({
      versionId: z.string(),
      previousVersionId: z.string().nullable(),
      /** It became current between these; `after` null: nobody looked before. */
      since: z.strictObject({ after: isoTime.nullable(), by: isoTime }),
    })
    .nullable(),
  adoption: z
    .strictObject({
      /**
       * `behind`: a program reads another version, or is silent for longer than usual. `under-way`: some are still to read.
       * `unsure`: nobody can tell of some, or not all readers are known. `adopted`: all have it. `no-readers`: there are none.
       */
      verdict: z.enum(ADOPTION_VERDICTS),
      sentence: z.string(),
      /** Programs that have it, of all that are known. */
      adopted: z.number().int(),
      of: z.number().int(),
      /** null: the previous version may be in use, nobody can tell, or there is none. */
      previousUnusedSince: isoTime.nullable(),
      /** When all that are usually to read will have; null: none is. */
      expectedBy: isoTime.nullable(),
      /** How much of the last 30 days is known, from which readers are taken. */
      readersKnown: z.enum(['whole', 'part', 'none']),
      /** What happened until then has arrived. */
      knownUntil: isoTime,
      /** Of what times since the change nothing is known: the first 20. */
      gaps: z.array(z.strictObject({ from: isoTime, to: isoTime })),
      /** Who has not read it first; at most 500. */
      readers: z.array(adoptionReaderView),
      more: z.boolean(),
    })
    .nullable(),
});
export type AdoptionView = z.infer<typeof adoptionView>;
