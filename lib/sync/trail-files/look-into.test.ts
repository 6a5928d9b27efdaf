import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { trailRecord } from '@/lib/domain/testing/trail-record';
import { lookInto, type RecordBatch } from './look-into';
import { unpack } from './unpack';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Without what was let go. */
async function heapInUse(): Promise<number> {
  await setImmediate();
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
}

const OTHER = { eventSource: 's3.amazonaws.com', eventName: 'GetObject' };
const sizeOf = (records: readonly unknown[]) => JSON.stringify({ Records: records }).length;

async function read(bytes: Buffer) {
  const found = await lookInto(bytes);
  if (!found.ok) throw new Error(found.reason);
  const batches: RecordBatch[] = [];
  for await (const batch of found.batches()) batches.push(batch);
  return {
    hash: found.hash,
    records: batches.flatMap(({ records }) => records),
    passed: batches.reduce((sum, { passed }) => sum + passed, 0),
    largest: Math.max(...batches.map(({ records }) => records.length)),
  };
}

const FORMS = [
  ['packed', (text: string) => gzipSync(text, { level: 1 })],
  ['plain', (text: string) => Buffer.from(text)],
] as const;

describe.each(FORMS)('a file, %s,', (_form, pack) => {
  it.each([
    ['that is kept while it is looked into', 500],
    ['of more than is kept, which is unpacked twice', 12_000],
  ])('%s: gives its records in their order, and its hash', async (_what, count) => {
    const own = Array.from({ length: count }, (_, at) => trailRecord({ eventID: `event ${at}` }));
    const records = own.flatMap((record, at) => (at % 3 === 0 ? [OTHER, record] : [record]));
    expect(sizeOf(own) > 4 * 1024 * 1024).toBe(count === 12_000);
    const text = JSON.stringify({ Records: records });
    expect(await read(pack(text))).toEqual({
      hash: createHash('sha256').update(text).digest('hex'),
      records: own,
      passed: Math.ceil(count / 3),
      largest: 250,
    });
  });

  it('of very many records of nothing keeps none of them, and gives them few at a time', async () => {
    const bytes = pack(`{"Records":[${'{},'.repeat(199_999)}{}]}`);
    const before = await heapInUse();
    const found = await lookInto(bytes);
    if (!found.ok) throw new Error(found.reason);
    const held = (await heapInUse()) - before;
    let [count, largest] = [0, 0];
    for await (const { records } of found.batches()) {
      count += records.length;
      largest = Math.max(largest, records.length);
    }
    expect([count, largest]).toEqual([200_000, 250]);
    // So many buffers take more than twenty megabytes.
    expect(held).toBeLessThan(5_000_000);
  });

  it('of one record a line gives them few at a time, what is no JSON as text, and no more of a line than a record has', async () => {
    const own = Array.from({ length: 600 }, (_, at) => trailRecord({ eventID: `event ${at}` }));
    const long = `{"x":"${'ü'.repeat(600_000)}"}`;
    const lines = [...own.map((one) => JSON.stringify(one)), '', 'oops', long, JSON.stringify(OTHER)];
    for (const end of ['\n', '\r\n'])
      expect(await read(pack(`\uFEFF${lines.join(end)}`))).toMatchObject({
        records: [...own, 'oops', long.slice(0, 262_144), OTHER],
        largest: 250,
      });
  });

  it.each<[string, string, unknown[]]>([
    ['one record', JSON.stringify(OTHER), [OTHER]],
    ['one record and an end of line', `${JSON.stringify(OTHER)}\n\n`, [OTHER]],
    ['a record over several lines', JSON.stringify(OTHER, null, 2), [OTHER]],
    ['a list of a record a line', `[\n${JSON.stringify(OTHER)}\n]`, [OTHER]],
    ['a line before the records', `exported\n${JSON.stringify(OTHER)}\n`, ['exported', OTHER]],
  ])('of %s is read as such', async (_what, text, records) => {
    expect((await read(pack(text))).records).toEqual(records);
  });

  it('of long records gives a megabyte of them at a time', async () => {
    const long = trailRecord({ requestParameters: { secretId: 'x'.repeat(200_000) } });
    const { records, largest } = await read(pack(JSON.stringify({ Records: Array.from({ length: 40 }, () => long) })));
    expect([records.length, largest]).toEqual([40, 6]);
  });

  it('of another form than CloudTrail’s own is none where only that may be, and of a few megabytes elsewhere', async () => {
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    for (const text of [JSON.stringify([OTHER]), JSON.stringify(OTHER), `${JSON.stringify(OTHER)}\n`.repeat(2), 'oops'])
      expect(await lookInto(pack(text), { ownFormOnly: true })).toEqual({
        ok: false,
        reason: 'it has not the form of CloudTrail’s own files',
        hash,
      });
    const much = pack(`[${'[],'.repeat(6 * 1024 * 1024)}[]]`);
    expect(await lookInto(much)).toEqual({ ok: false, reason: 'it unpacks to more than 16 MB', hash });
  });

  it('with a record that is longer than any has it as text, cut', async () => {
    const long = JSON.stringify(trailRecord({ requestParameters: { lists: '[],'.repeat(100_000) } }));
    const { records } = await read(pack(`{"Records":[${long}]}`));
    expect(records).toEqual([long.slice(0, 262_144)]);
  });

  it('is unpacked in pieces', async () => {
    const sizes: number[] = [];
    for await (const piece of unpack(pack('x'.repeat(1_000_000)))) sizes.push(piece.length);
    expect(Math.max(...sizes)).toBe(256 * 1024);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_000_000);
  });
});
