import { parseArn } from '@/lib/domain/arn';
import { read, readObject, readText, type JsonObject } from './loose-json';

const INSTANCE = /^i-[0-9a-f]{8,17}$/;
const ECS_TASK = /^[0-9a-f]{32}$/;
const POD_IDENTITY = /^eks-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:\s]+):([^:\s]+)$/;
const PIPELINES: Record<string, string> = {
  'token.actions.githubusercontent.com': 'github-actions',
  'gitlab.com': 'gitlab-ci',
  'app.terraform.io': 'hcp-terraform',
  'agent.buildkite.com': 'buildkite',
  'oidc.circleci.com': 'circleci',
  'api.bitbucket.org': 'bitbucket-pipelines',
};
/** Whoever runs GitLab has it at a host of their own; what a job says of itself is the same. */
const GITLAB_JOB = /^project_path:[^:\s]+:ref_type:/;

/** `eks` and the role `eks-issuer` → `eks issuer`. */
const byRole = (kind: string, role: string): string =>
  `${kind} ${role.startsWith(`${kind}-`) ? role.slice(kind.length + 1) : role}`;

/**
 * AWS names the resource that a role's credentials were given to (`inScopeOf`, CloudTrail user guide). `role`: of a task that
 * names no service; its own id is new at every start, its cluster everybody's.
 */
export function findScope(identity: JsonObject, role: string): string | null {
  const scope = readObject(identity, 'inScopeOf');
  const arns = ['sourceArn', 'credentialsIssuedTo'].flatMap((field) => parseArn(readText(scope, field) ?? '') ?? []);
  const names = arns.map((arn) => ({ arn, parts: arn.resource.split(/[:/]/) }));
  const stable = names.find(
    ({ arn, parts }) => arn.service === 'ecs' && /^(service|task-definition)$/.test(parts[0] ?? ''),
  );
  const [{ arn, parts } = { arn: null, parts: [] }] = stable ? [stable] : names;
  if (!arn) return null;
  if (arn.service === 'lambda' || arn.service === 'ec2') return parts[1] ? `${arn.service} ${parts[1]}` : null;
  if (arn.service !== 'ecs') return parts.at(-1) ? `${arn.service} ${parts.at(-1)}` : null;
  if (parts[0] === 'task') return byRole('ecs', role);
  // A revision is new at every deployment.
  const name = parts[0] === 'task-definition' ? parts[1] : parts.at(-1);
  return name ? `ecs ${name}` : null;
}

function ofWebIdentity(identity: JsonObject, role: string): string | null {
  const web = readObject(readObject(identity, 'sessionContext'), 'webIdFederationData');
  const provider = readText(web, 'federatedProvider');
  if (provider === null) return null;
  const host = provider.replace(/^.*oidc-provider\//, '').replace(/\/.*$/, '');
  const attributes = readObject(web, 'attributes');
  const subjects = Object.keys(attributes ?? {}).map((key) => read(attributes, key));
  if (/^oidc(?:-fips)?\.eks\.[a-z0-9-]+\.(?:amazonaws\.com|api\.aws)(?:\.cn)?$/.test(host)) {
    for (const subject of subjects) {
      const [, namespace, account] = SERVICE_ACCOUNT.exec(typeof subject === 'string' ? subject : '') ?? [];
      if (namespace && account) return `eks ${namespace}/${account}`;
    }
    return byRole('eks', role);
  }
  const ofGitlab = subjects.some((text) => typeof text === 'string' && GITLAB_JOB.test(text)) ? 'gitlab-ci' : undefined;
  const pipeline = Object.hasOwn(PIPELINES, host) ? PIPELINES[host] : ofGitlab;
  if (!pipeline) return null;
  const subject = subjects.find((text) => typeof text === 'string' && /^(?:repo|project_path):/.test(text));
  const [, repository] = typeof subject === 'string' ? subject.split(':') : [];
  return repository ? `${pipeline} ${repository}` : byRole(pipeline, role);
}

function ofSession(identity: JsonObject, session: string | null, role: string): string | null {
  if (session !== null && INSTANCE.test(session)) return `ec2 ${session}`;
  if (session !== null && ECS_TASK.test(session)) return byRole('ecs', role);
  if (session?.startsWith('AWSCodeBuild-')) return byRole('codebuild', role);
  const pod = session === null ? undefined : POD_IDENTITY.exec(session)?.[1];
  if (pod) return `eks ${pod}`;
  return readText(readObject(identity, 'sessionContext'), 'ec2RoleDelivery') === null ? null : `ec2 ${session ?? role}`;
}

/** What the SDK says of the place it runs in; the caller could write it, so it comes last. */
function ofUserAgent(userAgent: string | null, session: string | null, role: string): string | null {
  const place = /exec-env\/AWS_(Lambda|ECS)_/i.exec(userAgent ?? '')?.[1]?.toLowerCase();
  if (!place) return null;
  return place === 'lambda' ? `lambda ${session ?? role}` : byRole('ecs', role);
}

/** A program's name where the record proves that one holds the credentials, e.g. `lambda charge`; else null. */
export function findWorkload(
  identity: JsonObject,
  role: string,
  session: string | null,
  userAgent: string | null,
): string | null {
  return (
    findScope(identity, role) ??
    ofWebIdentity(identity, role) ??
    ofSession(identity, session, role) ??
    ofUserAgent(userAgent, session, role)
  );
}
