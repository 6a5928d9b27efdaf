import 'server-only';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { AppError } from '@/lib/domain/errors';
import { backupHeader, FORMAT, type BackupHeader } from './backup-header';

const NEWLINE = 0x0a;
const END = Buffer.from('\\.\n');
/** A header is a few kilobytes; a longer first line is not one. */
const LONGEST_HEADER = 4_000_000;

const damaged = (why: string, cause?: unknown): AppError =>
  new AppError('invalid', `This is not a whole backup: ${why}.`, { cause });

/** The lines of the unpacked file, with their ends. */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  let begun: Buffer[] = [];
  try {
    for await (const part of source.pipe(unpacked)) {
      const chunk: Buffer = part;
      let from = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
        yield Buffer.concat([...begun, chunk.subarray(from, end + 1)]);
        begun = [];
        from = end + 1;
      }
      if (from < chunk.length) begun.push(chunk.subarray(from));
    }
  } catch (cause) {
    throw damaged(cause instanceof Error ? cause.message : 'it cannot be read', cause);
  } finally {
    source.destroy();
  }
  if (begun.length > 0) throw damaged('it ends within a line');
}

function toHeader(line: Buffer | undefined): BackupHeader {
  let content: unknown;
  try {
    content = JSON.parse((line ?? Buffer.alloc(0)).subarray(0, LONGEST_HEADER).toString('utf8'));
  } catch (cause) {
    throw damaged('it has no header', cause);
  }
  const format =
    typeof content === 'object' && content !== null && 'keyledgerBackup' in content ? content.keyledgerBackup : null;
  if (typeof format === 'number' && format > FORMAT)
    throw new AppError('invalid', `This backup has format ${format}; this build reads up to ${FORMAT}.`);
  const header = backupHeader.safeParse(content);
  if (!header.success) throw damaged('its header is not one', header.error);
  return header.data;
}

/** The rows of the table that comes next, up to its end. */
export async function* readTable(lines: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  for (;;) {
    const { done, value } = await lines.next();
    if (done) throw damaged('it ends within a table');
    if (value.equals(END)) return;
    yield value;
  }
}

/** Reads all of it before anything is written: header, the rows that the header promises, checksum, and nothing after it. */
export async function checkBackup(file: string): Promise<BackupHeader> {
  const hash = createHash('sha256');
  const source = readLines(file);
  const first = await source.next();
  const header = toHeader(first.done ? undefined : first.value);
  hash.update(first.value);
  for (const { name, rows } of header.tables) {
    let found = 0;
    for await (const row of readTable(source)) {
      hash.update(row);
      found += 1;
    }
    hash.update(END);
    if (found !== rows) throw damaged(`${name} has ${found} rows where ${rows} are promised`);
  }
  const checksum = await source.next();
  if (checksum.done || checksum.value.toString() !== `sha256 ${hash.digest('hex')}\n`)
    throw damaged('its checksum is not that of its content');
  if (!(await source.next()).done) throw damaged('something follows its end');
  return header;
}
