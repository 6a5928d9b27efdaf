import 'server-only';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@/lib/domain/errors';
import { toAnchorLine } from '@/lib/domain/ledger/anchor';
import type { AnchorSink } from '@/lib/domain/ports/anchor-sink';

// Not through a link that somebody put there.
const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
const NEWLINE = 0x0a;

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function append(path: string, lines: string): Promise<void> {
  const file = await open(path, FLAGS, 0o600);
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    // A line that was torn by a crash stays a line of its own.
    const begin = size > 0 && last[0] !== NEWLINE ? '\n' : '';
    await file.writeFile(begin + lines);
    await file.sync();
    if (size === 0) await syncFolder(path);
  } finally {
    await file.close();
  }
}

/** JSON lines at the end of a file, on the disk before they count. The file may be moved away at any time: the next line begins a new one. */
export const createFileSink = (path: string): AnchorSink => ({
  name: 'file',
  async put(anchors) {
    try {
      await append(path, anchors.map((anchor) => `${toAnchorLine(anchor)}\n`).join(''));
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
      const remedy = 'See that its folder is there, has space and may be written by the user of the worker.';
      throw new AppError('unavailable', `The anchor file ${path} cannot be written (${code}).`, { cause, remedy });
    }
  },
});
