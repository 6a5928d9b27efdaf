import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { adminUsers } from '@/lib/local-aws/seed/identities';

interface Place {
  endpoint: string;
  account: string;
  region: string;
}

/**
 * What the unchanged SDK needs in a process of its own, with an administrator's key: milliseconds of each
 * call. `list`: the pages of one complete listing; `value`: the secret `secretId` that many times.
 */
export async function askBareSdk(
  what: 'list' | 'value',
  { endpoint, account, region }: Place,
  secretId = '',
  times = 1,
): Promise<number[]> {
  const user = adminUsers.find((one) => one.account === account);
  if (!user) throw new Error(`no administrator of ${account}`);
  const args = ['--import', 'tsx', 'lib/aws/testing/bare-sdk-process.ts', what, secretId, String(times)];
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
  };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return z.array(z.number()).min(1).parse(JSON.parse(stdout));
}
