import { readClaim, type SignedRequest } from '@/lib/local-aws/wire/signature';
import { jsonProtocol } from './json-protocol';
import type { Protocol } from './protocol';
import { queryProtocol } from './query-protocol';

/** Services that speak REST, by the name they are signed with. */
const restProtocols: ReadonlyMap<string, Protocol> = new Map();

/** JSON 1.1 names itself by X-Amz-Target; what is left is told apart by the service in the signature's scope. */
export function chooseProtocol({ headers }: SignedRequest): Protocol {
  if (typeof headers['x-amz-target'] === 'string') return jsonProtocol;
  return restProtocols.get(readClaim(headers.authorization)?.service ?? '') ?? queryProtocol;
}
