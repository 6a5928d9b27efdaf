import 'server-only';
import { statSync } from 'node:fs';

/**
 * Changes whenever a file does, also where an editor or a mounted volume swaps it for another, and where it cannot be
 * looked at any more: a link to itself, a folder that was shut. Never throws, since who looks does so in a running server.
 */
export function toFileMark(file: string): string {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat ? `${stat.ino}:${stat.size}:${stat.mtimeMs}:${stat.ctimeMs}` : 'gone';
  } catch (error) {
    return `shut: ${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}`;
  }
}
