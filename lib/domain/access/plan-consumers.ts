import type { ActorKind } from '@/lib/domain/event-record';
import { parseArn } from '@/lib/domain/arn';
import type { Reader } from '@/lib/domain/ports/history-store';
import { describeCadence, describeInterval, describeLength, toCadence } from './cadence';

/** What a new value means for one who reads the secret. */
export interface Consumer {
  who: string;
  actorKind: ActorKind;
  lastAt: Date;
  /** In words, see `describeCadence`. */
  cadence: string;
  /** So long are 95 of 100 of its gaps at most, in words; null: too few reads to tell. */
  within: string | null;
  meaning: string;
}

/**
 * `follows`: has the new value within the hour. `lags`: keeps the old one for longer, or for ever. `restarts`: until it is
 * started again. `aside`: not a consumer.
 */
export type Follow = 'follows' | 'lags' | 'restarts' | 'aside';

const HOUR = 3600;
const DAY_MS = 86_400_000;
/** A steady reader that has missed this many of its turns has stopped. */
const MISSED_TURNS = 10;

/** Whether a workload is named as the secret's own rotation function, which reads it at each rotation. */
export function isNamedForRotation(workload: string | null, rotationLambdaArn: string | null): boolean {
  const name = parseArn(rotationLambdaArn ?? '')?.resource.split(':')[1];
  return name !== undefined && workload === `lambda ${name}`;
}

function judge(reader: Reader, rotationLambdaArn: string | null, now: Date): { follow: Follow; meaning: string } {
  if (reader.actorKind === 'this-dashboard') return { follow: 'aside', meaning: 'A reveal in Keyledger.' };
  if (isNamedForRotation(reader.who, rotationLambdaArn))
    return { follow: 'aside', meaning: 'The rotation function itself.' };
  if (reader.actorKind === 'person')
    return { follow: 'aside', meaning: 'A person: has to read it again to have the new value.' };
  const cadence = toCadence(reader);
  if (cadence.is === 'at-start')
    return { follow: 'restarts', meaning: 'Reads when it starts: keeps the old value until it is restarted.' };
  if (cadence.is === 'rare')
    return { follow: 'lags', meaning: 'Reads too seldom to tell: take it that it keeps the old value.' };
  const silence = now.getTime() - reader.lastAt.getTime();
  if (silence > Math.max(DAY_MS, cadence.seconds * 1000 * MISSED_TURNS))
    return { follow: 'lags', meaning: 'Has stopped reading: it is gone, or it keeps the old value.' };
  const often = describeInterval(cadence.seconds);
  const longest = reader.p95IntervalSeconds ?? cadence.seconds;
  if (cadence.seconds <= HOUR && longest > HOUR) {
    const meaning = `Fetches it ${often}, but now and then only after ${describeLength(longest)}: may keep the old value for so long.`;
    return { follow: 'lags', meaning };
  }
  return cadence.seconds <= HOUR
    ? { follow: 'follows', meaning: `Fetches it ${often}: picks the new value up by itself.` }
    : { follow: 'lags', meaning: `Fetches it ${often}: keeps the old value until then.` };
}

/** Readers with what a rotation means for each, those who will break first. */
export function planConsumers(
  readers: readonly Reader[],
  rotationLambdaArn: string | null,
  now: Date,
): (Consumer & { follow: Follow })[] {
  const weight = { restarts: 0, lags: 0, follows: 1, aside: 2 } as const;
  return readers
    .map((reader) => ({
      who: reader.who ?? reader.principal.label,
      actorKind: reader.actorKind,
      lastAt: reader.lastAt,
      cadence: describeCadence(reader),
      within: reader.p95IntervalSeconds === null ? null : describeLength(reader.p95IntervalSeconds),
      ...judge(reader, rotationLambdaArn, now),
    }))
    .toSorted((a, b) => weight[a.follow] - weight[b.follow] || b.lastAt.getTime() - a.lastAt.getTime());
}
