import { packEvents, unpackEvents, type PackedEvents } from './packed-events';
import { countBefore, isBefore, type Placed, type Position, type TrailEvent } from './trail-event';

const packSize = 1024;
const keptMs = 90 * 86_400_000;
/** Some hundred bytes each: of a scope that is called without a pause the oldest are forgotten before their 90 days. */
const most = 500_000;

const countIn = (placed: readonly Placed[], position: Position) =>
  countBefore(placed.length, (index) => placed[index] ?? position, position);

/** The records of live calls, in order of their time: the newest as they are, older ones packed, none over 90 days. */
export class LiveEvents implements Iterable<TrailEvent> {
  readonly #recent: Placed[] = [];
  readonly #packed: PackedEvents[] = [];
  #unpacked: { pack: PackedEvents; placed: Placed[] } | undefined;
  #nextRank = 0;

  push(event: TrailEvent): void {
    // A call that waited longer than a thousand others is put behind those that are packed; its record keeps its time.
    const time = Math.max(event.time, this.#packed.at(-1)?.last.time ?? 0);
    const placed = { time, rank: this.#nextRank, event };
    this.#nextRank += 1;
    const last = this.#recent.at(-1);
    if (last === undefined || last.time <= time) this.#recent.push(placed);
    else this.#recent.splice(countIn(this.#recent, placed), 0, placed);
    if (this.#recent.length >= 2 * packSize) this.#setAside(time);
  }

  #setAside(now: number): void {
    const pack = packEvents(this.#recent.splice(0, packSize));
    if (pack !== undefined) this.#packed.push(pack);
    const isOver = ({ last }: PackedEvents) => last.time < now - keptMs || this.#packed.length * packSize > most;
    for (let [oldest] = this.#packed; oldest !== undefined && isOver(oldest); [oldest] = this.#packed)
      this.#packed.shift();
  }

  #open(pack: PackedEvents): Placed[] {
    if (this.#unpacked?.pack !== pack) this.#unpacked = { pack, placed: unpackEvents(pack) };
    return this.#unpacked.placed;
  }

  get length(): number {
    return this.#packed.reduce((sum, { count }) => sum + count, this.#recent.length);
  }

  /** Newest first, from the one before a position. */
  *back(from: Position): Generator<Placed> {
    for (let index = countIn(this.#recent, from) - 1; index >= 0; index -= 1) {
      const placed = this.#recent[index];
      if (placed !== undefined) yield placed;
    }
    for (const pack of this.#packed.toReversed()) {
      if (!isBefore(pack.first, from)) continue;
      const placed = this.#open(pack);
      yield* placed.slice(0, countIn(placed, from)).toReversed();
    }
  }

  /** Oldest first. */
  *[Symbol.iterator](): Generator<TrailEvent> {
    for (const pack of this.#packed) for (const { event } of this.#open(pack)) yield event;
    for (const { event } of this.#recent) yield event;
  }
}
