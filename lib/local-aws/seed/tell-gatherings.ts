import type { TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { seeActor } from './actors';
import { readTimes } from './calendar';
import { readerKey, type Seeded } from './make-secret';
import { recordSeen } from './record-seen';
import type { Reader } from './spec';

const batchSize = 20;

/** Readers that read together, with the secrets they read in one scope. */
export type Gathering = { word: string; reader: Reader; read: readonly { arn: string; key: string }[] };

export function findGatherings(all: readonly Seeded[]): Gathering[] {
  const found = new Map<string, { word: string; reader: Reader; read: { arn: string; key: string }[] }>();
  for (const { spec, arn } of all)
    spec.readers.forEach((reader, index) => {
      if (reader.together === undefined) return;
      const gathering = found.get(reader.together) ?? { word: reader.together, reader, read: [] };
      found.set(reader.together, gathering);
      gathering.read.push({ arn, key: readerKey(arn, index) });
    });
  return [...found.values()];
}

/** What goes before such reads: a listing that finds the secrets, and BatchGetSecretValue where they come in batches. */
export function tellGathering(
  gathering: Gathering,
  account: string,
  region: string,
  scopeKey: string,
  day: number,
): TrailEvent[] {
  // prettier-ignore
  const { word, reader, read } = gathering;
  const first = Math.min(...read.flatMap(({ key }) => readTimes(reader, key, day)));
  if (!Number.isFinite(first)) return [];
  const time = first - 1000;
  const seen = seeActor(reader.actor, reader.who, account, region, time);
  const record = (name: string, request: JsonObject, index = 0) =>
    recordSeen(scopeKey, region, `${word} ${index}`, seen, { time, name, request });
  if (reader.batch !== true) return [record('ListSecrets', { maxResults: 100 })];
  return Array.from({ length: Math.ceil(read.length / batchSize) }, (_, index) => {
    const secretIdList = read.slice(index * batchSize, (index + 1) * batchSize).map(({ arn }) => arn);
    return record('BatchGetSecretValue', { secretIdList }, index);
  });
}
