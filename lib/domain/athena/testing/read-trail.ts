import { gunzipSync } from 'node:zlib';
import { toFilePlace } from '@/lib/domain/trail/file-place';
import { trailBucketOf } from '@/lib/local-aws/trail-files/bucket';
import { listKeys } from '@/lib/local-aws/trail-files/list-keys';
import type { World } from '@/lib/local-aws/world/world';
import type { DeliveredRecord } from './duck-trail';

/** What lies in the trail's bucket now, record by record. */
export function readTrail(world: World): DeliveredRecord[] {
  const bucket = trailBucketOf(world);
  if (!bucket) throw new Error('no bucket');
  const records: DeliveredRecord[] = [];
  for (const { key, make } of listKeys(world, bucket, { prefix: '', after: '' }, Date.now())) {
    const place = toFilePlace(key);
    const [, delivered] = /\/CloudTrail\/[^/]+\/(\d{4}\/\d{2}\/\d{2})\//.exec(key) ?? [];
    if (!place || delivered === undefined) continue;
    const content: { Records: Record<string, unknown>[] } = JSON.parse(gunzipSync(make().body).toString());
    for (const record of content.Records)
      records.push({ account: place.accountId, region: place.region, delivered, record });
  }
  return records;
}
