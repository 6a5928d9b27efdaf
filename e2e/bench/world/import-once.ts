import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const took = z.object({
  seconds: z.number(),
  records: z.number(),
  /** Seconds of CPU time of the process, the threads that unpack included. */
  busy: z.number(),
  /** At most. */
  megabytes: z.number(),
  /** Of an import: what `copy` takes for the same rows into the same tables; and what they take there. */
  copySeconds: z.number().nullable(),
  bytes: z.number().nullable(),
});
export type ImportTook = z.infer<typeof took>;

/** A folder's trail files in a process of their own: imported, or read alone, or only unpacked and parsed. */
export async function importOnce(how: 'bare' | 'read' | 'import', folder: string): Promise<ImportTook> {
  const script = ['lib/sync/testing/importing-process.ts', folder, how];
  const { stdout } = await run(process.execPath, ['--conditions=react-server', '--import', 'tsx', ...script]);
  return took.parse(JSON.parse(stdout));
}
