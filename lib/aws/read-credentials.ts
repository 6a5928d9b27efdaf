import 'server-only';
import { assumeRole, type SessionCredentials } from './assume-role';
import type { AwsAccount, AwsOptions } from './aws-options';

const DURATION_SECONDS = 3_600;
/** Renewed so early that no call in flight outlives its session. */
const RENEW_BEFORE_MILLISECONDS = 5 * 60_000;

/**
 * Credentials of an account's read role, for the SDK: one session shared by all scopes of the account,
 * renewed in time, asked for once however many callers wait. A failure is not remembered.
 */
export function createReadCredentials(
  options: AwsOptions,
  account: AwsAccount,
  roleArn: string,
): () => Promise<SessionCredentials> {
  let current: Promise<SessionCredentials> | null = null;
  let renewAt = 0;
  return async () => {
    if (current !== null && Date.now() < renewAt) return current;
    renewAt = Number.POSITIVE_INFINITY;
    current = assumeRole(options, {
      region: account.regions[0] ?? 'us-east-1',
      accountId: account.accountId,
      roleArn,
      externalId: account.externalId,
      sessionName: 'keyledger-read',
      sourceIdentity: null,
      policy: null,
      durationSeconds: DURATION_SECONDS,
    });
    try {
      const session = await current;
      renewAt = session.expiration.getTime() - RENEW_BEFORE_MILLISECONDS;
      return session;
    } catch (error) {
      current = null;
      throw error;
    }
  };
}
