import { bucketInHost } from '@/lib/local-aws/s3/s3-request';
import { readClaim, type SignedRequest } from '@/lib/local-aws/wire/signature';
import { jsonProtocol } from './json-protocol';
import type { Protocol } from './protocol';
import { queryProtocol } from './query-protocol';
import { restJsonProtocol } from './rest-json-protocol';
import { restXmlProtocol } from './rest-xml-protocol';

/** Services that speak REST, by the name they are signed with. */
const restProtocols: ReadonlyMap<string, Protocol> = new Map([
  ['account', restJsonProtocol],
  ['lambda', restJsonProtocol],
  ['s3', restXmlProtocol],
]);

/** JSON 1.1 names itself by X-Amz-Target; what is left is told apart by the service in the signature's scope. */
export function chooseProtocol({ headers }: SignedRequest): Protocol {
  if (typeof headers['x-amz-target'] === 'string') return jsonProtocol;
  if (bucketInHost(headers.host) !== undefined) return restXmlProtocol;
  return restProtocols.get(readClaim(headers.authorization)?.service ?? '') ?? queryProtocol;
}
