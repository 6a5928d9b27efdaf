import 'server-only';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { sql } from 'drizzle-orm';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { Queryable } from '@/lib/store/connect';

const [compress, decompress] = [promisify(zstdCompress), promisify(zstdDecompress)];

type Raw = AccessEvent['raw'];

/** Reads are nearly all events, and nothing looks into their records but to compare them. */
export const isPacked = ({ actionClass }: Pick<AccessEvent, 'actionClass'>): boolean => actionClass === 'read';

/** Of 63 bits, so that nobody has to be asked for the next. */
export const newBlockId = (): string => (randomBytes(8).readBigUInt64BE() >> 1n).toString();

const toMoment = (at: number): string => new Date(at).toISOString();

/** Keeps the records of these events under the places that the events name; a place that nobody names holds nothing. */
export async function keepRaws(tx: Queryable, id: string, events: ReadonlyMap<number, AccessEvent>): Promise<void> {
  if (events.size === 0) return;
  const times = Array.from(events.values(), ({ at }) => at.getTime());
  const raws = Array.from({ length: Math.max(...events.keys()) + 1 }, (_, place) => events.get(place)?.raw ?? null);
  const body = await compress(JSON.stringify(raws));
  await tx.execute(sql`insert into keyledger.raw_block (id, from_at, to_at, body)
    values (${id}::bigint, ${toMoment(Math.min(...times))}, ${toMoment(Math.max(...times))}, ${body})`);
}

export interface RawPlace {
  raw: Raw | null;
  rawBlock: string | null;
  rawPlace: number | null;
}

/** The record of each as it came; null where there is none at its place. */
export async function readRaws<T extends RawPlace>(
  tx: Queryable,
  rows: readonly T[],
): Promise<(T & { raw: unknown })[]> {
  const byBlock = Map.groupBy(rows, ({ rawBlock }) => rawBlock ?? '');
  const ids = [...byBlock.keys()].filter((id) => id !== '');
  const wanted = new Map<T, unknown>();
  if (ids.length > 0) {
    const found = await tx.execute<{ id: string; body: Buffer }>(
      sql`select id::text as id, body from keyledger.raw_block where id = any(${sql.param(ids)}::bigint[])`,
    );
    // Of each block only what was asked for stays: of many together all would be very much.
    for (const { id, body } of found.rows) {
      const raws = toArray(JSON.parse((await decompress(body)).toString()));
      for (const row of byBlock.get(id) ?? []) wanted.set(row, raws[row.rawPlace ?? -1]);
    }
  }
  return rows.map((row) => ({ ...row, raw: row.raw ?? wanted.get(row) ?? null }));
}

const toArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Says that these blocks lost events, so that whoever tidies up looks whether any is left. */
export async function noteLoose(tx: Queryable, rows: readonly RawPlace[]): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ rawBlock }) => rawBlock ?? []))];
  if (ids.length > 0)
    await tx.execute(sql`insert into keyledger.loose_block select unnest(${sql.param(ids)}::bigint[])`);
}
