import { NextResponse, type NextRequest } from 'next/server';

const isDevelopment = process.env.NODE_ENV === 'development';
const publicUrl = process.env.KEYLEDGER_URL ?? '';
const isHttps = publicUrl.startsWith('https:');
const isLoopback = /^https:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/.test(publicUrl);

/** Nothing but the clipboard, which copying a value without showing it needs. */
const CLOSED = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

const HEADERS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': ['clipboard-write=(self)', ...CLOSED.map((feature) => `${feature}=()`)].join(', '),
  'X-DNS-Prefetch-Control': 'off',
  'X-Permitted-Cross-Domain-Policies': 'none',
  'X-Robots-Tag': 'noindex, nofollow',
  'Origin-Agent-Cluster': '?1',
  // Not on loopback: every other server of this machine would be held to it.
  ...(isHttps && !isLoopback && { 'Strict-Transport-Security': 'max-age=63072000' }),
};

const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/** Scripts and styles run by nonce alone; React's development tools evaluate code and open a socket. */
const toPagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "manifest-src 'self'",
    ...(isHttps ? ['upgrade-insecure-requests'] : []),
  ].join('; ');

/** Headers of everything that is served. Imports nothing of ours: who may see what is decided behind it. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (pathname.startsWith('/_next/') || pathname.startsWith('/api/'))
    return withHeaders(NextResponse.next(), pathname.startsWith('/api/') ? NO_PAGE : null);

  const policy = toPagePolicy(Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'));
  const headers = new Headers(request.headers);
  // Next takes the nonce for its own scripts and styles from the request's policy.
  headers.set('Content-Security-Policy', policy);
  // For the way back after signing in; a page does not know its own address.
  headers.set('x-keyledger-path', pathname + search);
  return withHeaders(NextResponse.next({ request: { headers } }), policy);
}

function withHeaders(response: NextResponse, policy: string | null): NextResponse {
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value);
  if (policy) response.headers.set('Content-Security-Policy', policy);
  return response;
}
