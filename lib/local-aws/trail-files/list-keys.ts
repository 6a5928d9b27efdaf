import { dayMs, dayOf } from '@/lib/local-aws/cloudtrail/trail';
import type { Scope } from '@/lib/local-aws/world/scope';
import type { World } from '@/lib/local-aws/world/world';
import type { TrailBucket } from './bucket';
import { digestFolder, digestKeyName, firstDigest, isDigested, makeDigest } from './digest-file';
import { logFilesOf, logFolder, makeLogFile } from './log-file';
import { toDayPath, type StoredObject } from './stored-object';

/** A file that is there, made when it is asked for. */
export type Listed = { key: string; make: () => StoredObject };

/** Which part of a listing is wanted: keys with a prefix, behind a key, of a day (days since 1970) and those after. */
export type Range = { prefix: string; after: string; since?: number };

/** Whether a folder may hold a key of the range: all others are passed over unopened. */
function mayHold(folder: string, { prefix, after }: Range): boolean {
  const inPrefix = folder.startsWith(prefix) || prefix.startsWith(folder);
  return inPrefix && (folder >= after || after.startsWith(folder));
}

/** The scopes of the world's accounts, by account, both in order. */
function scopesOf(world: World): [account: string, own: Scope[]][] {
  const found = new Map<string, Scope[]>();
  for (const scope of world.scopes.values()) {
    const own = found.get(scope.account);
    if (own !== undefined) own.push(scope);
    else if (world.accounts.has(scope.account)) found.set(scope.account, [scope]);
  }
  for (const own of found.values()) own.sort((a, b) => (a.region < b.region ? -1 : 1));
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function* digestsOf(world: World, bucket: TrailBucket, scope: Scope, day: number, now: number): Generator<Listed> {
  for (let end = day * dayMs; end < (day + 1) * dayMs; end += 3_600_000)
    if (isDigested(world, end, now))
      yield { key: digestKeyName(bucket, scope, end), make: () => makeDigest(world, bucket, scope, end) };
}

function* logsOf(world: World, bucket: TrailBucket, scope: Scope, day: number, now: number): Generator<Listed> {
  for (const file of logFilesOf(world, bucket, scope, day, now))
    yield { key: file.key, make: () => makeLogFile(world, scope, file).stored };
}

/**
 * The files of the trail in the order of their keys: by account, digests before logs ("-" is before "/"), region, day. A
 * day is looked into when the range reaches it, so that a page costs what it shows.
 */
export function* listKeys(world: World, bucket: TrailBucket, range: Range, now: number): Generator<Listed> {
  const kinds = [
    { folderOf: digestFolder, filesOf: digestsOf, first: dayOf(firstDigest(world)) },
    { folderOf: logFolder, filesOf: logsOf, first: dayOf(now) - 90 },
  ];
  for (const [account, own] of scopesOf(world)) {
    if (!mayHold(`${bucket.root}${account}/`, range)) continue;
    for (const { folderOf, filesOf, first } of kinds)
      for (const scope of own.filter((one) => mayHold(folderOf(bucket, one), range)))
        for (let day = Math.max(first, range.since ?? 0); day <= dayOf(now); day += 1) {
          if (!mayHold(`${folderOf(bucket, scope)}${toDayPath(day * dayMs)}/`, range)) continue;
          for (const listed of filesOf(world, bucket, scope, day, now))
            if (listed.key > range.after && listed.key.startsWith(range.prefix)) yield listed;
        }
  }
}

/** The file with a key; `undefined` where there is none. */
export function findFile(world: World, bucket: TrailBucket, key: string, now: number): Listed | undefined {
  for (const listed of listKeys(world, bucket, { prefix: key, after: '' }, now)) if (listed.key === key) return listed;
  return undefined;
}
