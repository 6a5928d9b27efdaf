import { toDelivered } from '@/lib/local-aws/cloudtrail/delivery';
import type { TrailEvent } from '@/lib/local-aws/cloudtrail/trail';
import { charsOf } from '@/lib/local-aws/seed/hash';
import type { Scope } from '@/lib/local-aws/world/scope';
import type { World } from '@/lib/local-aws/world/world';
import type { TrailBucket } from './bucket';
import { deliveredIn, deliveredWindows, graceMs, mostRecords } from './delivered-windows';
import { storeJson, toDayPath, toStamp, type StoredObject } from './stored-object';

/** One file of records: where it lies, the window it is of, and which of the window's parts it holds. */
export type LogFile = { key: string; end: number; part: number };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const logFolder = ({ root }: TrailBucket, { account, region }: Scope) =>
  `${root}${account}/CloudTrail/${region}/`;

/** `<account>_CloudTrail_<region>_<time>_<16 characters>.json.gz` (CloudTrail user guide, log file examples). */
function nameFile(world: World, { account, region }: Scope, end: number, part: number): string {
  const unique = charsOf(`log ${world.options.seed} ${account} ${region} ${end} ${part}`, letters, 16);
  return `${account}_CloudTrail_${region}_${toStamp(end)}_${unique}.json.gz`;
}

/** A day's files in the order of their keys; of a window with very many records there are several. */
export function logFilesOf(world: World, bucket: TrailBucket, scope: Scope, day: number, now: number): LogFile[] {
  return deliveredWindows(world, scope, day, now).flatMap(([end, count]) => {
    const folder = `${logFolder(bucket, scope)}${toDayPath(end)}/`;
    return Array.from({ length: Math.ceil(count / mostRecords) }, (_, part) => ({
      key: `${folder}${nameFile(world, scope, end, part)}`,
      end,
      part,
    })).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  });
}

/** What a file holds: `{ "Records": […] }`, and its events, of which the digest names the first and the last. */
export function makeLogFile(
  world: World,
  scope: Scope,
  file: LogFile,
): { stored: StoredObject; events: readonly TrailEvent[] } {
  const first = file.part * mostRecords;
  const events = deliveredIn(world, scope, file.end).slice(first, first + mostRecords);
  const Records = events.map((event) => toDelivered(event, world.options));
  return { stored: storeJson(file.key, { Records }, file.end + graceMs), events };
}
