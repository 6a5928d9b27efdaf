import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a SigV4 Authorization header claims (AWS General Reference, "Signature Version 4"). */
export type SignatureClaim = {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: string[];
  signature: string;
};

export type SignedRequest = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer };

/** `undefined` where the header is missing or is no complete SigV4 header. */
export function readClaim(authorization: string | undefined): SignatureClaim | undefined {
  if (authorization === undefined || !authorization.startsWith('AWS4-HMAC-SHA256 ')) return undefined;
  const part = (name: string) => new RegExp(`(?:^|[ ,])${name}=([^, ]+)`).exec(authorization)?.[1];
  const signedHeaders = part('SignedHeaders')?.split(';');
  const signature = part('Signature');
  const [accessKeyId, date, region, service, end, ...rest] = (part('Credential') ?? '').split('/');
  if (!accessKeyId || !date || !region || !service || end !== 'aws4_request' || rest.length > 0) return undefined;
  if (signedHeaders === undefined || signature === undefined) return undefined;
  return { accessKeyId, date, region, service, signedHeaders, signature };
}

/** Signed in the address instead of the header. */
export const isPresigned = (url: string) => /[?&]X-Amz-Signature=/i.test(url);

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');

const signingKeys = new Map<string, Buffer>();

function signingKey(secret: string, { date, region, service }: SignatureClaim): Buffer {
  const id = `${secret}/${date}/${region}/${service}`;
  let key = signingKeys.get(id);
  if (key === undefined) {
    key = hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), service), 'aws4_request');
    if (signingKeys.size > 2000) signingKeys.clear();
    signingKeys.set(id, key);
  }
  return key;
}

const escape = (value: string) =>
  encodeURIComponent(value).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

function canonicalQuery(url: string): string {
  const query = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  if (query === '') return '';
  return [...new URLSearchParams(query)]
    .map(([key, value]) => [escape(key), escape(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? Number(x > y) - Number(x < y) : Number(a > b) - Number(a < b)))
    .map(([key, value]) => `${key}=${value}`)
    .join('&');
}

/** Every service but S3 has its path encoded once more (AWS General Reference, "Create a canonical request"). */
function canonicalPath(url: string, service: string): string {
  const path = url.split('?')[0] ?? '/';
  return service === 's3' ? path : path.split('/').map(escape).join('/');
}

/** S3 signs what x-amz-content-sha256 says of the body: its hash, which must then be right, or that it is not signed. */
function payloadHash({ headers, body }: SignedRequest, service: string): string {
  const stated = headers['x-amz-content-sha256'];
  return service === 's3' && stated === 'UNSIGNED-PAYLOAD' ? stated : sha256(body);
}

function canonicalRequest(request: SignedRequest, { signedHeaders, service }: SignatureClaim): string {
  const headers = signedHeaders.map((name) => {
    const value = request.headers[name];
    return `${name}:${(Array.isArray(value) ? value.join(',') : (value ?? '')).trim().replaceAll(/ +/g, ' ')}\n`;
  });
  const path = canonicalPath(request.url, service);
  const names = signedHeaders.join(';');
  return [
    request.method,
    path,
    canonicalQuery(request.url),
    headers.join(''),
    names,
    payloadHash(request, service),
  ].join('\n');
}

/** True if the request was signed with this secret key, its body and its signed headers unchanged. */
export function isSignedWith(secret: string, claim: SignatureClaim, request: SignedRequest): boolean {
  const time = request.headers['x-amz-date'];
  if (!claim.signedHeaders.includes('host') || typeof time !== 'string' || !time.startsWith(claim.date)) return false;
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonicalRequest(request, claim))].join('\n');
  const expected = hmac(signingKey(secret, claim), toSign);
  const found = Buffer.from(claim.signature, 'hex');
  return found.length === expected.length && timingSafeEqual(found, expected);
}
