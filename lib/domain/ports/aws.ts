import type { Athena } from './athena';
import type { Trail } from './trail-bucket';
import type { FunctionLook, LogLook } from '@/lib/domain/diagnosis/function-facts';
import type { RawAccount } from '@/lib/domain/discovery/organization-account';
import type { EndpointFacts } from '@/lib/domain/endpoint/endpoint-facts';
import type { Question } from '@/lib/domain/listing/walk';
import type { AccountRoles } from '@/lib/domain/roles/account-roles';
import type { DiscoveryRoles } from '@/lib/domain/roles/discovery-roles';
import type { RoleProbe } from '@/lib/domain/roles/role-probe';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret, SecretVersion } from '@/lib/domain/secret';
import type { SecretValue } from '@/lib/domain/secret-value';

/** The person an act is made as: session name and source identity of the assumed role. */
export interface ActingPerson {
  /** `<issuer>|<subject>`. */
  id: string;
  /** The source identity, which AWS keeps through every role that follows: see toSessionName. */
  name: string;
  /** The session's name: nobody else's, whatever provider vouches for them; which API token acts, where one does. */
  sessionName: string;
}

/** What AWS said of who acted, for the ledger. */
export interface ActTrace {
  awsRequestId: string | null;
  /** The temporary key's id, which CloudTrail's record carries too; null with the environment's own credentials. */
  accessKeyId: string | null;
  /** The name of the session that the act ran in, or was to run in; null as above. */
  sessionName: string | null;
  /** False where AWS does not know the person (demo over a foreign local endpoint). */
  personKnownToAws: boolean;
}

export interface Revealed {
  versionId: string;
  stages: string[];
  kind: 'text' | 'binary';
  value: SecretValue;
  trace: ActTrace;
}

/** `roles` names what is configured for a scope's account, so that an act can be refused before it is asked. */
export interface ActRole {
  /** ARN of the role; null: none configured. */
  roleArn: string | null;
  /** With no role: may the environment's own credentials be used (demo over a foreign endpoint). */
  ownCredentials: boolean;
  /** The policy to paste where there is neither. */
  policy: string;
}

export interface LookupPage {
  /** CloudTrailEvent of each event, parsed; a string where it was not JSON. Newest first. */
  records: unknown[];
  /** Whether AWS says that more follow. */
  more: boolean;
}

/** Calls of one operation in a scope. */
export interface AwsCall {
  scopeId: string;
  /** As AWS names it: `ListSecrets`. */
  operation: string;
  calls: number;
}

export interface ListedPage {
  secrets: ObservedSecret[];
  /** null: there is no more. */
  nextToken: string | null;
}

/**
 * What services and the sync know of AWS. Implemented in lib/aws. Every method throws AppError with
 * `upstream`, `throttled` or `unavailable` and a `problem`, `not_found` for ResourceNotFoundException,
 * `conflict` for "A previous rotation isn't complete", for a label that has moved meanwhile, and for a page
 * token that AWS no longer knows (the listing must start anew).
 */
export interface Aws {
  /** The endpoint need not be AWS (demo over a foreign one): what it says is checked for what it lacks. */
  foreign: boolean;
  /** What reading calls tell of a foreign endpoint; `sample`: a secret of its listing. Creates nothing, throws never. */
  probeEndpoint(scope: Scope, sample: ObservedSecret | null): Promise<EndpointFacts>;
  /** Pages until AWS says that there are no more; ends with an error (`lack`: pages-go-round), never silently, where pages bring nothing new. */
  listSecrets(scope: Scope): AsyncIterable<ObservedSecret[]>;
  /**
   * One page of a listing by filters and order, of AWS itself alone; `token`: of the page before, null for the first. Asked
   * once: a throttle or a fault is the caller's to wait out. Throws as the others, `conflict` where the token is forgotten.
   */
  listPage(scope: Scope, question: Question, token: string | null): Promise<ListedPage>;
  describeSecret(scope: Scope, secretId: string): Promise<ObservedSecret>;
  listVersions(scope: Scope, arn: string): Promise<SecretVersion[]>;
  findResourcePolicy(scope: Scope, arn: string): Promise<string | null>;
  /**
   * Secrets Manager's events in [from, to], newest first, paced to AWS's two calls a second for each scope. `name`: of that
   * event name alone, of whatever service, since AWS takes one attribute.
   */
  lookupEvents(scope: Scope, range: { from: Date; to: Date }, name?: string): AsyncIterable<LookupPage>;

  /** The accounts of the organisation as AWS tells of them, unchecked; ends as `listSecrets` does. Nothing where discovery is off. */
  listAccounts(): AsyncIterable<RawAccount[]>;
  /** The regions that an account which was found has enabled, checked and never none; asked as its read role. */
  listRegions(account: Pick<Scope, 'accountId' | 'accountName'>): Promise<string[]>;
  /** How accounts are found; null: they are not. Asks nobody. */
  discovery(): DiscoveryRoles | null;
  /** An account that was found, with its roles; null where discovery is off. Asks nobody. */
  foundAccount(found: Pick<Scope, 'accountId' | 'accountName'> & { regions: readonly string[] }): AccountRoles | null;
  /** A trail's files, where keyledger.yaml names one. */
  athena: Athena;
  /** Those files in S3, where it names their bucket. */
  trail: Trail;
  /** ARN of what reads a scope; null: the credentials that Keyledger runs with. */
  readRole(scope: Scope): string | null;

  /** Reading calls that this process made since it was last asked, each attempt by itself. */
  takeCalls(): AwsCall[];
  /** Every configured account with its roles; asks nobody. */
  accounts(): AccountRoles[];
  /** What the roles of a scope's account let and refuse there, tried on a secret that cannot exist. Refusals are answers, not errors. */
  probeRoles(scope: Scope, person: ActingPerson): Promise<RoleProbe[]>;
  actRole(scope: Scope, act: 'reveal' | 'rotate' | 'recover'): ActRole;
  reveal(scope: Scope, person: ActingPerson, what: { arn: string; versionId: string | null }): Promise<Revealed>;
  rotate(
    scope: Scope,
    person: ActingPerson,
    what: { arn: string; rotationLambdaArn: string | null; clientRequestToken: string },
  ): Promise<{ versionId: string | null; trace: ActTrace }>;
  moveStage(
    scope: Scope,
    person: ActingPerson,
    what: { arn: string; stage: 'AWSCURRENT' | 'AWSPENDING'; removeFrom: string; moveTo: string | null },
  ): Promise<{ trace: ActTrace }>;
  /** Turns automatic rotation off, and ends a rotation under way; its version stays pending. Sent once. */
  cancelRotation(scope: Scope, person: ActingPerson, what: { arn: string }): Promise<{ trace: ActTrace }>;
  /** A rotation function and its policy, with the role that rotates, as the person; what AWS refuses of it is told, not thrown. */
  lookAtFunction(
    scope: Scope,
    person: ActingPerson,
    what: { functionArn: string; secretArn: string },
  ): Promise<{ look: FunctionLook; trace: ActTrace }>;
  /** The lines of a log group in a range, both ends included, 2,000 at most; likewise. */
  readFunctionLog(
    scope: Scope,
    person: ActingPerson,
    what: { logGroup: string; from: Date; to: Date },
  ): Promise<{ log: LogLook; trace: ActTrace }>;
}
