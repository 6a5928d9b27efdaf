import type { Call } from '@/lib/local-aws/call';
import { organizationOf } from '@/lib/local-aws/organizations/organization';
import type { Context } from './context';
import type { Caller, Tags } from './identity';

const one = (value: string | undefined) => (value === undefined ? undefined : [value]);
const toIso = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

function whoOf(caller: Caller): { type: string; userid: string; arn: string; username?: string; tags?: Tags } {
  if (caller.kind === 'session') {
    const { role, sessionName, tags } = caller.session;
    // A session's tag stands before its role's under the same key (IAM user guide, "Pass session tags").
    return {
      type: 'AssumedRole',
      userid: `${role.roleId}:${sessionName}`,
      arn: role.arn,
      tags: { ...role.tags, ...tags },
    };
  }
  if (caller.kind === 'federated') {
    const { account, name, arn, issuer, tags } = caller;
    return { type: 'FederatedUser', userid: `${account}:${name}`, arn, tags: { ...issuer.tags, ...tags } };
  }
  const { user, account, arn } = caller;
  if (user.root === true) return { type: 'Account', userid: account, arn };
  return { type: 'User', userid: user.userId, arn, username: user.userName, tags: user.tags };
}

/** When temporary credentials were issued, and whether a second factor was shown; long-term keys have neither. */
function issueOf(caller: Caller): { at: number; mfa: boolean } | undefined {
  if (caller.kind === 'session') return { at: caller.session.issuedAt, mfa: caller.session.mfa };
  return caller.kind === 'federated' ? { at: caller.issuedAt, mfa: caller.mfa } : caller.signIn;
}

/**
 * The global condition keys of a request (IAM reference, "AWS global condition context keys"). The endpoint stands in for
 * one behind TLS, so aws:SecureTransport is true, though the loopback carries plain HTTP.
 */
export function toRequestContext(call: Call): Context {
  const { caller, world, now } = call;
  const who = whoOf(caller);
  const issue = issueOf(caller);
  const organization = world.accounts.has(caller.account) ? organizationOf(world) : undefined;
  const context: Record<string, readonly string[] | undefined> = {
    'aws:PrincipalArn': [who.arn],
    'aws:PrincipalAccount': [caller.account],
    'aws:PrincipalType': [who.type],
    'aws:PrincipalOrgID': one(organization?.id),
    'aws:PrincipalIsAWSService': ['false'],
    'aws:userid': [who.userid],
    'aws:username': one(who.username),
    'aws:SourceIdentity': one(caller.kind === 'session' ? caller.session.sourceIdentity : undefined),
    'aws:TokenIssueTime': one(issue && toIso(issue.at)),
    'aws:MultiFactorAuthPresent': one(issue && String(issue.mfa)),
    'aws:MultiFactorAuthAge': issue?.mfa === true ? [String(Math.floor((now - issue.at) / 1000))] : undefined,
    'aws:CurrentTime': [toIso(now)],
    'aws:EpochTime': [String(Math.floor(now / 1000))],
    'aws:RequestedRegion': [call.scope.region],
    'aws:SecureTransport': ['true'],
    'aws:SourceIp': [call.sourceIp],
    'aws:UserAgent': [call.userAgent],
    'aws:ViaAWSService': ['false'],
  };
  for (const [key, value] of Object.entries(who.tags ?? {})) context[`aws:PrincipalTag/${key}`] = [value];
  return context;
}

/** What a request says of tags it is to set or to take away. */
export function toTagContext(tags: readonly { Key: string; Value?: string }[] | undefined): Context {
  if (tags === undefined || tags.length === 0) return {};
  const values = tags.flatMap(({ Key, Value }) => (Value === undefined ? [] : [[`aws:RequestTag/${Key}`, [Value]]]));
  return { ...Object.fromEntries(values), 'aws:TagKeys': tags.map(({ Key }) => Key) };
}
