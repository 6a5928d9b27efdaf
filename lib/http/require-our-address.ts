import 'server-only';
import { AppError } from '@/lib/domain/errors';
import type { System } from '@/lib/runtime/system';

type Addresses = Pick<System['web'], 'hosts' | 'origins'>;

/**
 * The spelling of our address that the request came to. Throws `invalid` for any other `Host`: a
 * stranger's name that resolves to this machine (DNS rebinding) must not be served as ours.
 */
export function requireHost(request: Request, { hosts, origins }: Addresses): string {
  const host = request.headers.get('host')?.toLowerCase();
  const origin = host && hosts.includes(host) ? origins.find((known) => new URL(known).host === host) : undefined;
  if (origin === undefined) throw new AppError('invalid', 'This host name is not served here.');
  return origin;
}

/**
 * Throws `forbidden` unless a browser says that a page of ours sends this change. A foreign page can
 * set neither header; a client that sends none is no browser, and has to say where it means to go.
 */
export function requireOrigin(request: Request, { origins }: Pick<Addresses, 'origins'>): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const fromUs = origin === null ? site === 'same-origin' : origins.includes(origin);
  if (!fromUs || (site !== null && site !== 'same-origin'))
    throw new AppError('forbidden', 'Changes are taken from pages of this address alone.');
}

/** For signing in, where a token in the form guards as well: a client that is no browser may leave both headers out. */
export function refuseForeignOrigin(request: Request, addresses: Pick<Addresses, 'origins'>): void {
  if (request.headers.has('origin') || request.headers.has('sec-fetch-site')) requireOrigin(request, addresses);
}
