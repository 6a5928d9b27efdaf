import { parsePrincipalArn } from '@/lib/domain/principal-arn';
import type { Dashboard } from './account-roles';

/** What follows for the roles from what Keyledger runs as (STS, AssumeRole: role chaining lasts an hour at most). */
export function describeDashboard({ arn }: Dashboard): string {
  const caller = arn === null ? null : parsePrincipalArn(arn);
  if (caller === null)
    return 'AWS has not said which principal this is: the trust policies let in any of its account that may assume them. Name one instead.';
  if (caller.kind === 'session')
    return 'A session of a role: what it assumes is role chaining, which AWS limits to one hour. Keyledger reads in sessions of one hour, renewed in time, and acts in sessions of 15 minutes. It must carry no source identity of its own: AWS lets nobody change one, so that Keyledger could act as nobody else. Its ARN does not tell the role’s path, so the trust policies let in that role under any path.';
  if (caller.kind === 'root')
    return 'The root user: AWS lets it assume no role. Give Keyledger a role or a user of its own.';
  if (caller.kind === 'federated-user')
    return 'A federated user: AWS lets it assume no role. Give Keyledger a role or a user of its own.';
  return 'A user with long-lived keys: a role of the machine that Keyledger runs on has none that could leak.';
}
