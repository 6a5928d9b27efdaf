import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Place } from './admin-env';

const run = promisify(execFile);

const took = z.object({
  seconds: z.number(),
  calls: z.number(),
  secrets: z.number(),
  /** Seconds of CPU time of the process that lists. */
  busy: z.number(),
  megabytes: z.number(),
});
export type Took = z.infer<typeof took>;

/** A first listing in a process and a database of its own; `plain`: a sequential pager that stores through the same path. */
export async function listOnce(how: 'plain' | 'planned', { endpoint, account, region }: Place): Promise<Took> {
  const args = ['--conditions=react-server', '--max-old-space-size=400', '--import', 'tsx'];
  const script = ['lib/sync/testing/listing-process.ts', endpoint, account, region, how];
  const { stdout } = await run(process.execPath, [...args, ...script]);
  return took.parse(JSON.parse(stdout));
}
