import 'server-only';
import { writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

/** Lines into a file that other processes write to as well: each in one piece, none lost when we end. */
export const openLogFile = (descriptor: number): DestinationStream => ({
  write: (line) => void writeSync(descriptor, line),
});
