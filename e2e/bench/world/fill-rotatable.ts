import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminUsers } from '@/lib/local-aws/seed/identities';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';
import type { Place } from './admin-env';

/** Beside one another; what AWS's quota puts off is asked again. */
const CLIENTS = 8;
const AGAIN_MS = 50;

/**
 * Secrets of one function that rotates them, made and rotated once through the doors that AWS has for it, at its quotas
 * (CreateSecret and RotateSecret, 50 a second each). Their names begin with `prefix`.
 */
export async function fillRotatable(
  { endpoint, account, region }: Place,
  prefix: string,
  count: number,
): Promise<void> {
  const functionArn = `arn:aws:lambda:${region}:${account}:function:bench-rotation`;
  const made = await fetch(`${endpoint}/_local/functions`, { method: 'POST', body: JSON.stringify({ functionArn }) });
  if (!made.ok) throw new Error(`no function could be made: ${made.status}`);
  const user = adminUsers.find((one) => one.account === account);
  if (!user) throw new Error(`no administrator of ${account}`);
  const call = async (operation: string, body: object): Promise<void> => {
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `secretsmanager.${operation}`,
    };
    const request = { path: '/', service: 'secretsmanager', region, headers, body: JSON.stringify(body) };
    for (;;) {
      const { status, body: said } = await sendSigned(endpoint, request, user);
      if (status === 200) return;
      if (!said.includes('ThrottlingException')) throw new Error(`${operation} answered ${status}: ${said.toString()}`);
      await sleep(AGAIN_MS);
    }
  };
  let begun = 0;
  const client = async (): Promise<void> => {
    while (begun < count) {
      const Name = `${prefix}${String((begun += 1)).padStart(4, '0')}`;
      const SecretString = JSON.stringify({ username: 'bench', password: 'CANARY-of-a-bench' });
      await call('CreateSecret', { Name, ClientRequestToken: randomUUID(), SecretString });
      const RotationRules = { AutomaticallyAfterDays: 30 };
      const how = { ClientRequestToken: randomUUID(), RotationLambdaARN: functionArn, RotationRules };
      await call('RotateSecret', { SecretId: Name, ...how });
      if (begun % 250 === 0) console.error(`${begun} rotatable secrets`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}
