import type { GivenDigest } from './judge-digests';
import { FileTable, FILE_BYTES } from './pack-files';
import { toLogName } from './read-digest';

/**
 * What a file is by its name and the SHA-256 of what it holds. `unnamed`: no sound digest speaks of it; `stray`: none
 * does, though those of its account and region go on for more than an hour after the time in its name.
 */
export type FileVerdict = 'intact' | 'altered' | 'unnamed' | 'stray';

/** A log file that a sound digest names and that was not read as it was delivered. */
export interface UnreadFile {
  digest: GivenDigest;
  /** Among the log files that the digest names. */
  position: number;
  /** A copy of it was there, which is told already. */
  isAltered: boolean;
  oldest: Date | null;
  newest: Date | null;
}

export interface FileCheck {
  /** How many log files sound digests name. */
  named: number;
  /** Whether a sound digest names it. */
  names(path: string): boolean;
  /** `hash`: hex. */
  judge(path: string, hash: string): FileVerdict;
  /** Its records are in. */
  noteRead(path: string, hash: string): void;
  unread(): Generator<UnreadFile>;
}

const HOUR = 3_600_000;
const NAME = /^(\d{12})_CloudTrail_([a-z0-9-]+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_/;

/** Whether digests of its account and region speak of the time at which a file was delivered, by its name. */
function createIsAwaited(sound: readonly GivenDigest[]): (name: string) => boolean {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { accountId, region, from, to } of sound) {
    const scope = `${accountId}:${region}`;
    const span = spans.get(scope) ?? { from: Infinity, to: 0 };
    spans.set(scope, { from: Math.min(span.from, from.getTime()), to: Math.max(span.to, to.getTime()) });
  }
  return (name) => {
    const [, account = '', region = '', ...time] = NAME.exec(name) ?? [];
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = time.map(Number);
    const span = spans.get(`${account}:${region}`);
    const at = Date.UTC(year, month - 1, day, hour, minute);
    return span !== undefined && at >= span.from && at + HOUR < span.to;
  };
}

const [ALTERED, READ] = [1, 2] as const;

/** Holds log files, in whatever order they are read, against what sound digests say of them. */
export function createFileCheck(sound: readonly GivenDigest[]): FileCheck {
  const table = new FileTable(sound.map(({ files }) => files));
  const states = new Uint8Array(table.length);
  const isAwaited = createIsAwaited(sound);
  return {
    named: table.length,
    names: (path) => table.find(toLogName(path)).length > 0,
    judge: (path, hash) => {
      const name = toLogName(path);
      const rows = table.find(name);
      if (rows.length === 0) return isAwaited(name) ? 'stray' : 'unnamed';
      if (rows.some((row) => table.holds(row, hash))) return 'intact';
      for (const row of rows) states[row] ||= ALTERED;
      return 'altered';
    },
    noteRead: (path, hash) => {
      for (const row of table.find(toLogName(path))) if (table.holds(row, hash)) states[row] = READ;
    },
    *unread() {
      let row = 0;
      for (const digest of sound)
        for (let position = 0; position < digest.files.length / FILE_BYTES; position += 1) {
          const state = states[row];
          if (state !== READ) yield { digest, position, isAltered: state === ALTERED, ...table.times(row) };
          row += 1;
        }
    },
  };
}
