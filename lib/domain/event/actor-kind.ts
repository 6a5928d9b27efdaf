import type { ActorKind } from '@/lib/domain/event-record';
import { toRoleKey } from '@/lib/domain/principal-arn';
import { toPermissionSet, type Identity } from './identity';
import { readFlag, readObject, readText, type JsonObject } from './loose-json';
import { findScope, findWorkload } from './workload';

export interface Attribution {
  actorKind: ActorKind;
  person: string | null;
  workload: string | null;
}

const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** Signs that a human being sat in front of it: the console, a second factor, a console sign-in session. */
function isHandled(record: JsonObject, identity: JsonObject, client: string | null): boolean {
  const context = readObject(identity, 'sessionContext');
  return (
    readFlag(record, 'sessionCredentialFromConsole') ||
    readFlag(readObject(context, 'attributes'), 'mfaAuthenticated') ||
    readText(context, 'signInSessionArn') !== null ||
    client === 'console' ||
    client === 'cloudshell'
  );
}

const roleNameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

function attributeRole(record: JsonObject, identity: JsonObject, who: Identity, client: string | null): Attribution {
  const arn = who.principal.id;
  const roleName = roleNameOf(arn);
  const service = readText(identity, 'invokedBy');
  if (toPermissionSet(roleName) !== null) return { actorKind: 'person', person: who.session, workload: null };
  if (/:role\/aws-service-role\//.test(arn)) return { actorKind: 'aws-service', person: null, workload: null };
  const workload = findWorkload(identity, roleName, who.session, readText(record, 'userAgent'));
  if (workload !== null) return { actorKind: 'workload', person: null, workload };
  if (isHandled(record, identity, client)) return { actorKind: 'person', person: who.session, workload: null };
  // Federated sign-in names the session after the person; programs are not named after a mailbox.
  if (who.session !== null && EMAIL.test(who.session))
    return { actorKind: 'person', person: who.session, workload: null };
  return { actorKind: service === null ? 'unknown' : 'aws-service', person: null, workload: null };
}

/**
 * A user's temporary key comes from GetSessionToken, which people use for their second factor; or from a service that was
 * handed the call to go on with it (`invokedBy`), whoever had called. A permanent key may be in anybody's or anything's hands, so without a sign of a person it is
 * `unknown`, never guessed; the user is still named by the principal.
 */
function attributeUser(record: JsonObject, identity: JsonObject, who: Identity, client: string | null): Attribution {
  const service = readText(identity, 'invokedBy');
  const temporary = service === null && (readText(identity, 'accessKeyId')?.startsWith('ASIA') ?? false);
  if (isHandled(record, identity, client) || temporary)
    return { actorKind: 'person', person: who.principal.label, workload: null };
  const workload = findWorkload(identity, who.principal.label, null, readText(record, 'userAgent'));
  const otherwise = service === null ? 'unknown' : 'aws-service';
  return { actorKind: workload === null ? otherwise : 'workload', person: null, workload };
}

/** What IAM Roles Anywhere sets it to: the common name of a machine's certificate. */
const CERTIFICATE = /^CN=(.+)$/i;

/** The source identity names the person, unless AWS says that a program holds the session. */
function attributeSource(identity: JsonObject, role: string, sourceIdentity: string): Attribution {
  const host = CERTIFICATE.exec(sourceIdentity)?.[1];
  const workload = findScope(identity, role) ?? (host ? `certificate ${host}` : null);
  return workload === null
    ? { actorKind: 'person', person: sourceIdentity, workload }
    : { actorKind: 'workload', person: null, workload };
}

/**
 * Whether a person, a program or a service acted, and who. First match wins: this dashboard's own
 * roles; a service; root; the source identity, which cannot be changed once set and so names the
 * person through every chained role (STS, AssumeRole); then what the kind of principal tells.
 */
export function attribute(
  record: JsonObject,
  identity: JsonObject,
  who: Identity,
  context: { ownRoleArns: readonly string[]; client: string | null },
): Attribution {
  const sourceIdentity = readText(readObject(identity, 'sessionContext'), 'sourceIdentity');
  const { id, type, label } = who.principal;
  const key = type === 'role' ? toRoleKey(id) : null;
  if (key !== null && context.ownRoleArns.some((arn) => toRoleKey(arn) === key))
    return { actorKind: 'this-dashboard', person: sourceIdentity, workload: null };
  if (type === 'service') return { actorKind: 'aws-service', person: null, workload: null };
  if (type === 'root') return { actorKind: 'person', person: 'root', workload: null };
  if (sourceIdentity !== null) return attributeSource(identity, roleNameOf(id), sourceIdentity);
  if (type === 'role') return attributeRole(record, identity, who, context.client);
  if (type === 'user') return attributeUser(record, identity, who, context.client);
  if (type === 'federated-user') {
    // A web identity may be a program's; a token of GetFederationToken or a SAML sign-in is a person's.
    const isPerson = readText(identity, 'type') !== 'WebIdentityUser';
    return { actorKind: isPerson ? 'person' : 'unknown', person: isPerson ? label : null, workload: null };
  }
  const isPerson = readText(identity, 'type') === 'IdentityCenterUser' || EMAIL.test(who.session ?? '');
  const person = isPerson ? (who.session ?? label) : null;
  return { actorKind: isPerson ? 'person' : 'unknown', person, workload: null };
}
