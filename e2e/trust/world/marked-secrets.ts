import { randomUUID } from 'node:crypto';
import { accounts, adminOf, viewerUser } from '@/lib/local-aws/seed/identities';
import { sendSigned } from '@/lib/local-aws/testing/send-signed';

const REGION = 'eu-west-1';
const TEAMS = ['payments', 'search'];
/** Enough to be told of as a burst. */
const DENIALS = 10;
/** Of how many of the secrets somebody is refused the value so often. */
export const DENIED_SECRETS = TEAMS.length;

/** A secret with a word of its own in everything that is told of it: name, description, tag, reader. */
export interface MarkedSecret {
  name: string;
  account: string;
  /** Occurs nowhere else. */
  mark: string;
}

/**
 * One without rotation for each account and team, each read once by a program that names itself by the same mark; where there
 * is somebody who may not, they try as well.
 */
export async function makeMarkedSecrets(awsUrl: string): Promise<MarkedSecret[]> {
  const made: MarkedSecret[] = [];
  for (const [index, { id: account, environment }] of accounts.entries())
    for (const team of TEAMS) {
      const admin = adminOf(account, index + 1);
      const mark = `mark-${randomUUID()}`;
      const name = `${environment}/${team}/${mark}`;
      const call = async (operation: string, body: object, by: typeof admin = admin) => {
        const headers = {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `secretsmanager.${operation}`,
          'user-agent': `agent-${mark}`,
        };
        const request = { path: '/', service: 'secretsmanager', region: REGION, headers, body: JSON.stringify(body) };
        const answer = await sendSigned(awsUrl, request, by);
        const expected = by === admin ? 200 : 400;
        if (answer.status !== expected)
          throw new Error(`${operation} answered ${answer.status}: ${answer.body.toString()}`);
      };
      await call('CreateSecret', {
        Name: name,
        ClientRequestToken: randomUUID(),
        SecretString: JSON.stringify({ user: 'CANARY-of-a-marked-secret' }),
        Description: `description-${mark}`,
        Tags: Object.entries({ team, environment, [`key-${mark}`]: 'x', note: `tag-${mark}` }).map(([Key, Value]) => ({
          Key,
          Value,
        })),
      });
      await call('GetSecretValue', { SecretId: name });
      if (account === viewerUser.account)
        for (let tries = 0; tries < DENIALS; tries += 1) await call('GetSecretValue', { SecretId: name }, viewerUser);
      made.push({ name, account, mark });
    }
  return made;
}
