import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { adminEnv, type Place } from './admin-env';

const run = promisify(execFile);
const HUGE = { maxBuffer: 2 ** 30 };

/**
 * What the unchanged SDK needs in a process of its own, with an administrator's key: milliseconds of each
 * call. `list`: the pages of one complete listing; `value`: the secret `secretId` that many times.
 */
export async function askBareSdk(what: 'list' | 'value', place: Place, secretId = '', times = 1): Promise<number[]> {
  const args = ['--import', 'tsx', 'lib/aws/testing/bare-sdk-process.ts', what, secretId, String(times)];
  const { stdout } = await run(process.execPath, args, { env: adminEnv(place), ...HUGE });
  return z.array(z.number()).min(1).parse(JSON.parse(stdout));
}

const load = z.object({
  perSecond: z.number(),
  answered: z.number(),
  p50: z.number(),
  p95: z.number(),
  refused: z.literal(0),
});

export interface Load {
  seconds: number;
  clients: number;
  /** Where the requests go instead of the place they were signed for. */
  target?: string;
}

/** DescribeSecret from several connections of another process, in ms; throws where anything was refused. */
export async function loadDescribe(place: Place, { seconds, clients, target }: Load): Promise<z.infer<typeof load>> {
  const sizes = [String(seconds), String(clients), target ?? place.endpoint];
  const args = ['--import', 'tsx', 'lib/aws/testing/load-process.ts', ...sizes];
  const { stdout } = await run(process.execPath, args, { env: adminEnv(place) });
  return load.parse(JSON.parse(stdout));
}

/** Seconds that `aws secretsmanager list-secrets` takes for everything; `null` where there is no such program. */
export async function listByCommandLine(place: Place): Promise<{ version: string; seconds: number } | null> {
  const env = { ...adminEnv(place), AWS_PAGER: '' };
  const version = await run('aws', ['--version'], { env }).catch(() => null);
  if (!version) return null;
  const since = performance.now();
  const args = ['secretsmanager', 'list-secrets', '--include-planned-deletion', '--endpoint-url', place.endpoint];
  await run('aws', [...args, '--output', 'json'], { env, ...HUGE });
  return { version: version.stdout.split(' ')[0] ?? 'aws', seconds: (performance.now() - since) / 1000 };
}
