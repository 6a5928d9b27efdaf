import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import type { Placed, Position } from './trail-event';

/** Events set aside: about a tenth of what they take while they hang on their calls. */
export type PackedEvents = { first: Position; last: Position; count: number; data: Buffer };

/** Packs events in order, oldest first. Returns `undefined` for none. */
export function packEvents(placed: readonly Placed[]): PackedEvents | undefined {
  const [first] = placed;
  const last = placed.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const flat = placed.map(({ time, rank, event }) => ({ time, rank, event, record: event.toRecord() }));
  const data = deflateRawSync(JSON.stringify(flat), { level: 1 });
  const at = ({ time, rank }: Position) => ({ time, rank });
  return { first: at(first), last: at(last), count: placed.length, data };
}

type Flat = Placed & { record: JsonObject };

/** The same events again; their records are read from what was packed. */
export function unpackEvents({ data }: PackedEvents): Placed[] {
  const flat: Flat[] = JSON.parse(inflateRawSync(data).toString());
  return flat.map(({ time, rank, event, record }) => ({ time, rank, event: { ...event, toRecord: () => record } }));
}
