import 'server-only';
import type { IncomingMessage } from 'node:http';
import { refusal, type Refusal } from './answer-problem';

const READING = ['GET', 'HEAD'];
const METHODS = [...READING, 'POST', 'DELETE'];

const notOffered = (methods: readonly string[]): Refusal => ({
  ...refusal('invalid', 'This method is not offered.', 405),
  headers: { Allow: methods.join(', ') },
});

/** What is wrong with a request before anything of it is believed; null: nothing. */
export function checkRequest(request: IncomingMessage, hosts: readonly string[]): Refusal | null {
  const { method = '', url = '' } = request;
  if (!METHODS.includes(method)) return notOffered(METHODS);
  // Absolute and scheme-relative targets name a host of their own, past the check below.
  if (!url.startsWith('/') || url.startsWith('//') || url.includes('\\'))
    return refusal('invalid', 'The address of the request is not a path.');
  const named = request.headersDistinct.host ?? [];
  const [host] = named;
  if (named.length !== 1 || !host) return refusal('invalid', 'The request must name one host.');
  // A name that is not ours is how a page of a stranger reaches a loopback server (DNS rebinding).
  if (!hosts.includes(host.toLowerCase()))
    return refusal('invalid', 'This server does not answer for that host; KEYLEDGER_URL says for which it does.', 421);
  return checkPath(method, url);
}

/** What Next would answer by itself, and in doing so write a stranger's words into the log as they are. */
function checkPath(method: string, url: string): Refusal | null {
  // Dot segments count for nothing, as in Next.
  const { pathname } = new URL(url, 'http://localhost');
  // Its image service, and its own not-found page, which there has no policy.
  if (pathname.startsWith('/_next/') && !pathname.startsWith('/_next/static/'))
    return refusal('not_found', 'There is no such file.');
  // Pages only read; anything else sent to one is taken for a server action, and there are none.
  return pathname.startsWith('/api/') || READING.includes(method) ? null : notOffered(READING);
}
