import 'server-only';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { serverEnvironment } from '@/lib/config/server-environment';

const role = z.string().startsWith('arn:');
const world = z.object({
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  regions: z.array(z.string()).min(1),
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      environment: z.string().nullable(),
      roles: z.object({ read: role, reveal: role, rotate: role, recover: role }),
    }),
  ),
});

export type DescribedWorld = z.infer<typeof world>;

/** What the local AWS says of its accounts. Asked as a program, like AWS it is no part of ours. */
export async function describeLocalAws(): Promise<DescribedWorld> {
  const args = ['--import', 'tsx', 'lib/local-aws/describe.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: serverEnvironment() });
  return world.parse(JSON.parse(stdout));
}
