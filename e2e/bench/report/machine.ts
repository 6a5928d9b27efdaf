import { createHash } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';

/** How fast the machine was in the same run, so that absolute figures can be read elsewhere. */
export interface Machine {
  /** SHA-256 on one core, in MB/s; what others run at the same time takes from it. */
  sha256: number;
  cores: number;
  /** Load average of the last minute when the figure was taken. */
  load: number;
}

const BLOCK = Buffer.alloc(1_000_000, 'keyledger');
const MEASURED_MS = 400;

/** Takes less than half a second. */
export function measureMachine(): Machine {
  const since = performance.now();
  let blocks = 0;
  for (; performance.now() - since < MEASURED_MS; blocks += 1) createHash('sha256').update(BLOCK).digest();
  const seconds = (performance.now() - since) / 1000;
  const [load = 0] = loadavg();
  return { sha256: Math.round(blocks / seconds), cores: availableParallelism(), load: Math.round(load * 10) / 10 };
}
