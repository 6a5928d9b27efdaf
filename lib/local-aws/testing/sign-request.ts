import { createHash, createHmac } from 'node:crypto';
import type { Keys } from './local-world';

export type Unsigned = {
  method?: string;
  /** As it goes over the wire, query included. */
  path: string;
  host: string;
  headers?: Record<string, string>;
  body?: string;
  service: string;
  region?: string;
};

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest();
const sha256 = (data: string) => createHash('sha256').update(data).digest('hex');
const escape = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Every service but S3 encodes the path once more than the wire does (AWS General Reference, "canonical request"). */
function toCanonical({ method = 'POST', path, service }: Unsigned, headers: [string, string][], hash: string): string {
  const [pathname = '/', query = ''] = path.split('?');
  const uri = service === 's3' ? pathname : pathname.split('/').map(escape).join('/');
  const pairs = [...new URLSearchParams(query)].map(([key, value]) => `${escape(key)}=${escape(value)}`).sort();
  const lines = headers.map(([name, value]) => `${name}:${value}\n`).join('');
  return [method, uri, pairs.join('&'), lines, headers.map(([name]) => name).join(';'), hash].join('\n');
}

/** The headers of a request signed with SigV4, written here anew so that the endpoint is not tested with itself. */
export function signRequest(request: Unsigned, keys: Keys, now = new Date()): Record<string, string> {
  const { host, body = '', service, region = 'eu-west-1' } = request;
  const time = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const hash = request.headers?.['x-amz-content-sha256'] ?? sha256(body);
  const all: Record<string, string> = { ...request.headers, host, 'x-amz-date': time };
  if (service === 's3') all['x-amz-content-sha256'] = hash;
  if (keys.sessionToken !== undefined) all['x-amz-security-token'] = keys.sessionToken;
  const sorted = Object.entries(all).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const scope = [time.slice(0, 8), region, service, 'aws4_request'];
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(toCanonical(request, sorted, hash))].join('\n');
  const key = scope.reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${keys.secretAccessKey}`);
  const credential = `Credential=${keys.accessKeyId}/${scope.join('/')}`;
  const names = `SignedHeaders=${sorted.map(([name]) => name).join(';')}`;
  all.authorization = `AWS4-HMAC-SHA256 ${credential}, ${names}, Signature=${hmac(key, toSign).toString('hex')}`;
  return all;
}
