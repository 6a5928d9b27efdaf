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
};

/** `eks` and the role `eks-issuer` → `eks issuer`. */
const byRole = (kind: string, role: string): string =>
  `${kind} ${role.startsWith(`${kind}-`) ? role.slice(kind.length + 1) : role}`;

/** AWS names the resource that a role's credentials were given to (`inScopeOf`, CloudTrail user guide). */
function ofScope(identity: JsonObject): string | null {
  const scope = readObject(identity, 'inScopeOf');
  const arn = parseArn(readText(scope, 'sourceArn') ?? readText(scope, 'credentialsIssuedTo') ?? '');
  if (!arn) return null;
  const parts = arn.resource.split(/[:/]/);
  if (arn.service === 'lambda') return parts[1] ? `lambda ${parts[1]}` : null;
  if (arn.service === 'ec2') return parts[1] ? `ec2 ${parts[1]}` : null;
  // A task's id is new at every start, a revision at every deployment: neither is a name.
  const stable = arn.service === 'ecs' && /^task(-definition)?$/.test(parts[0] ?? '') ? parts[1] : parts.at(-1);
  return stable ? `${arn.service} ${stable}` : null;
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
  const pipeline = Object.hasOwn(PIPELINES, host) ? PIPELINES[host] : undefined;
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
    ofScope(identity) ??
    ofWebIdentity(identity, role) ??
    ofSession(identity, session, role) ??
    ofUserAgent(userAgent, session, role)
  );
}
