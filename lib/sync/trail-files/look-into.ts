import 'server-only';
import { createHash } from 'node:crypto';
import { isRecordLine, readLine, readRecords } from '@/lib/domain/trail/read-records';
import { LineSplitter } from '@/lib/domain/trail/split-lines';
import { mayConcern, parseRecord, RecordSplitter } from '@/lib/domain/trail/split-records';
import { toReason, unpack, unpackWhole } from './unpack';

/** Records of a file that were parsed, and how many others' were passed over unparsed. */
export interface RecordBatch {
  records: readonly unknown[];
  /** How long the text of each is, in bytes or letters. */
  sizes: readonly number[];
  passed: number;
}

/** A file that was read to its end, so that what it gives is known to be whole. */
export type LookedInto =
  | {
      ok: true;
      /** SHA-256 of what it holds unpacked, hex: what digests name of files. */
      hash: string;
      batches(): AsyncIterable<RecordBatch>;
    }
  /** `hash`: as above; null: it cannot be unpacked. */
  | { ok: false; reason: string; hash: string | null };

/** Kept of a file while it is looked into; where it has more it is unpacked a second time. */
const MOST_KEPT = 4 * 1024 * 1024;
/** What a buffer takes beside its bytes: of `{}` that is all. */
const OF_BUFFER = 128;
const BATCH = 250;
const BATCH_BYTES = 1024 * 1024;

/** What is understood as a whole takes up to twenty times its text. */
const MOST_OF_OTHER = 16 * 1024 * 1024;

const CUT = 'it is no JSON, or ends early';
const FOREIGN = 'it has not the form of CloudTrail’s own files';

async function* unpackBatches(packed: Buffer): AsyncGenerator<RecordBatch> {
  const splitter = new RecordSplitter();
  let [records, sizes, size, passed]: [unknown[], number[], number, number] = [[], [], 0, 0];
  for await (const chunk of unpack(packed))
    for (const record of splitter.push(chunk)) {
      if (!mayConcern(record)) {
        passed += 1;
        continue;
      }
      records.push(parseRecord(record));
      sizes.push(record.length);
      size += record.length;
      if (records.length < BATCH && size < BATCH_BYTES) continue;
      yield { records, sizes, passed };
      [records, sizes, size, passed] = [[], [], 0, 0];
    }
  yield { records, sizes, passed };
}

/** Whether more than one line stands in it, the first of them a record. */
async function isByLine(bytes: Buffer): Promise<boolean> {
  const splitter = new LineSplitter();
  let first: string | null = null;
  for await (const chunk of unpack(bytes))
    for (const line of splitter.push(chunk)) {
      if (first === null) {
        if (!isRecordLine(line)) return false;
        first = line;
      } else if (line.trim() !== '') return true;
    }
  return first !== null && splitter.end().trim() !== '';
}

/** One record a line, as exports have. */
async function* readLines(bytes: Buffer): AsyncGenerator<RecordBatch> {
  const splitter = new LineSplitter();
  let [records, sizes, size]: [unknown[], number[], number] = [[], [], 0];
  const take = (line: string) => {
    for (const record of readLine(line)) {
      records.push(record);
      sizes.push(line.length);
      size += line.length;
    }
  };
  for await (const chunk of unpack(bytes))
    for (const line of splitter.push(chunk)) {
      take(line);
      if (records.length < BATCH && size < BATCH_BYTES) continue;
      yield { records, sizes, passed: 0 };
      [records, sizes, size] = [[], [], 0];
    }
  take(splitter.end());
  yield { records, sizes, passed: 0 };
}

/** Of another form than CloudTrail's own: read at once. */
async function readOther(packed: Buffer): Promise<{ ok: true; batch: RecordBatch } | { ok: false; reason: string }> {
  const whole = await unpackWhole(packed, MOST_OF_OTHER);
  if (!whole.ok) return whole;
  const found = readRecords(whole.bytes.toString('utf8'));
  if (!found.ok) return found;
  const { records } = found;
  const each = Math.ceil(whole.bytes.length / Math.max(records.length, 1));
  return { ok: true, batch: { records, sizes: records.map(() => each), passed: 0 } };
}

/**
 * Reads a file to its end before anything of it counts: one that is damaged or ends early is refused whole, and judged
 * are the very bytes that are then understood. Of the form that CloudTrail writes, or of one record a line, it holds no more than
 * the file's own bytes and a few megabytes, whatever stands in it; one of another form is unpacked whole.
 * `ownFormOnly`: nothing but CloudTrail's own form is understood, as in a bucket that nobody else delivers to.
 */
export async function lookInto(packed: Buffer, { ownFormOnly = false } = {}): Promise<LookedInto> {
  const sum = createHash('sha256');
  const splitter = new RecordSplitter();
  let kept: Buffer[] | null = [];
  let [size, passed] = [0, 0];
  try {
    for await (const chunk of unpack(packed)) {
      sum.update(chunk);
      for (const record of splitter.push(chunk)) {
        if (!mayConcern(record)) {
          passed += 1;
          continue;
        }
        size += record.length + OF_BUFFER;
        if (size > MOST_KEPT) kept = null;
        // A copy: a record of a kilobyte would hold the whole chunk.
        kept?.push(Buffer.from(record));
      }
    }
  } catch (error) {
    return { ok: false, reason: toReason(error), hash: null };
  }
  const hash = sum.digest('hex');
  const shape = splitter.end();
  if (shape === 'cut') return { ok: false, reason: CUT, hash };
  if (shape === 'other' && ownFormOnly) return { ok: false, reason: FOREIGN, hash };
  if (shape === 'other' && (await isByLine(packed))) return { ok: true, hash, batches: () => readLines(packed) };
  if (shape === 'other') {
    const other = await readOther(packed);
    return other.ok ? { ok: true, hash, batches: () => giveOne(other.batch) } : { ...other, hash };
  }
  const found = kept;
  const batches = () => (found ? giveKept(found, passed) : unpackBatches(packed));
  return { ok: true, hash, batches };
}

async function* giveOne(batch: RecordBatch): AsyncGenerator<RecordBatch> {
  yield batch;
}

async function* giveKept(kept: readonly Buffer[], passed: number): AsyncGenerator<RecordBatch> {
  for (let at = 0; at < kept.length; at += BATCH) {
    const some = kept.slice(at, at + BATCH);
    yield { records: some.map(parseRecord), sizes: some.map(({ length }) => length), passed: 0 };
  }
  yield { records: [], sizes: [], passed };
}
