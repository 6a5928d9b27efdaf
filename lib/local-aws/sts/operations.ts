import type { Call } from '@/lib/local-aws/call';
import type { JsonObject } from '@/lib/local-aws/wire/json';
import { assumeRole } from './assume-role';
import { getAccessKeyInfo } from './get-access-key-info';
import { getCallerIdentity } from './get-caller-identity';
import { getFederationToken } from './get-federation-token';
import { getSessionToken } from './get-session-token';

/** What is spoken of STS (2011-06-15); federation by SAML and by web identity, which nobody signs, is not. */
export const stsOperations: ReadonlyMap<string, (call: Call, form: JsonObject) => JsonObject> = new Map([
  ['AssumeRole', assumeRole],
  ['GetAccessKeyInfo', getAccessKeyInfo],
  ['GetCallerIdentity', getCallerIdentity],
  ['GetFederationToken', getFederationToken],
  ['GetSessionToken', getSessionToken],
]);
