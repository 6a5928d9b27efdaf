import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { assumedRole, trailRecord } from '@/lib/domain/testing/trail-record';
import { toTrailSecret, TRAIL_SECRETS } from '@/lib/domain/testing/trail-secrets';

/** Unpacked some 4 MB, as files of busy hours are. */
const RECORDS = 3400;
const HOUR_MS = 3_600_000;
const START = Date.parse('2026-09-01T00:00:00Z');

const toOther = (): Record<string, unknown> =>
  trailRecord({
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    eventID: randomUUID(),
    requestID: randomUUID(),
    requestParameters: { bucketName: 'payments', key: randomBytes(20).toString('hex') },
    additionalEventData: { 'x-amz-id-2': randomBytes(48).toString('base64') },
  });

/** Sixty roles that read 400 secrets, an hour of all of them to a file. */
function toOwn(nth: number, file: number): Record<string, unknown> {
  const [role, at] = [nth % 60, START + file * HOUR_MS + (nth % 3600) * 1000];
  return trailRecord({
    eventID: randomUUID(),
    requestID: randomUUID(),
    eventTime: new Date(at).toISOString().replace('.000Z', 'Z'),
    userIdentity: assumedRole(`i-${role}-${nth % 3}`, {}, `arn:aws:iam::111122223333:role/service-${role}`),
    sourceIPAddress: `10.0.${role}.${nth % 9}`,
    requestParameters: { secretId: toTrailSecret((nth * 7919) % TRAIL_SECRETS) },
  });
}

export interface MadeTrail {
  folder: string;
  records: number;
  packedMegabytes: number;
  megabytes: number;
}

/** So many megabytes of packed trail files, of whose records every nth is of Secrets Manager. */
export function makeTrail(folder: string, { megabytes, every }: { megabytes: number; every: number }): MadeTrail {
  mkdirSync(folder);
  const made = { folder, records: 0, packedMegabytes: 0, megabytes: 0 };
  for (let file = 0; made.packedMegabytes < megabytes; file += 1) {
    const records = Array.from({ length: RECORDS }, (_, at) => (at % every === 0 ? toOwn(at, file) : toOther()));
    const text = JSON.stringify({ Records: records });
    const packed = gzipSync(text, { level: 1 });
    writeFileSync(join(folder, `${String(file).padStart(6, '0')}.json.gz`), packed);
    made.records += RECORDS;
    made.packedMegabytes += packed.length / 1e6;
    made.megabytes += text.length / 1e6;
  }
  return made;
}
