import { randomUUID } from 'node:crypto';
import { accounts, adminOf, regions } from '@/lib/local-aws/seed/identities';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';
import {
  ATTRIBUTE,
  BIDI,
  BREAKOUT,
  DATA_LINK,
  HOSTILE,
  LONG,
  MARKUP,
  RIGHT_TO_LEFT,
  SCRIPT_LINK,
  TEMPLATE,
} from './words';

/** Marks the calls whose records the trail tells in other words. */
export const AGENT = `agent ${MARKUP}${BREAKOUT}`;

/** All that AWS lets into a name: letters, digits and `/_+=.@-`. */
export const HOSTILE_NAME = 'dev/javascript/=cmd+@SUM_-.onerror=alert';
const LONG_NAME = `dev/${LONG}`;

const TAGS: Record<string, string> = {
  team: HOSTILE.slice(0, 256),
  owner: SCRIPT_LINK,
  [MARKUP]: DATA_LINK,
  runbook: DATA_LINK,
  wiki: SCRIPT_LINK,
  [BIDI]: RIGHT_TO_LEFT,
  [ATTRIBUTE]: TEMPLATE,
  long: 'w'.repeat(256),
  environment: 'dev',
};

async function call(awsUrl: string, operation: string, body: object, expected = 200): Promise<void> {
  const [{ id }] = accounts;
  const { accessKeyId, secretAccessKey } = adminOf(id, 1);
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `secretsmanager.${operation}`,
    'user-agent': AGENT,
  };
  const request = { path: '/', service: 'secretsmanager', region: regions[0], headers, body: JSON.stringify(body) };
  const answer = await sendSigned(awsUrl, request, { accessKeyId, secretAccessKey });
  if (answer.status !== expected) throw new Error(`${operation} answered ${answer.status}: ${answer.body.toString()}`);
}

/** One with everything hostile in it, one with a name of the greatest length; both read, and asked for what is not there. */
export async function makeHostileSecrets(awsUrl: string): Promise<void> {
  for (const Name of [HOSTILE_NAME, LONG_NAME]) {
    await call(awsUrl, 'CreateSecret', {
      Name,
      ClientRequestToken: randomUUID(),
      SecretString: JSON.stringify({ [MARKUP]: 'x', [BIDI]: 'y', [`f${LONG}`]: 'z' }),
      Description: `${HOSTILE}${LONG}`,
      Tags: Object.entries(TAGS).map(([Key, Value]) => ({ Key, Value })),
    });
    await call(awsUrl, 'PutSecretValue', {
      SecretId: Name,
      ClientRequestToken: randomUUID(),
      SecretString: JSON.stringify({ [MARKUP]: 'x', [BIDI]: 'y', [`f${LONG}`]: 'z' }),
      VersionStages: ['AWSCURRENT', MARKUP, BIDI],
    });
    await call(awsUrl, 'GetSecretValue', { SecretId: Name });
    await call(awsUrl, 'GetSecretValue', { SecretId: Name, VersionStage: MARKUP });
    await call(awsUrl, 'GetSecretValue', { SecretId: Name, VersionStage: `nowhere${BREAKOUT}` }, 400);
  }
  await call(awsUrl, 'GetSecretValue', { SecretId: `gone${MARKUP}` }, 400);
}
