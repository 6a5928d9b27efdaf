import 'server-only';
import type { IncomingMessage } from 'node:http';
import { refusal, type Refusal } from './answer-problem';

const METHODS = ['GET', 'HEAD', 'POST', 'DELETE'];

/** What is wrong with a request before anything of it is believed; null: nothing. */
export function checkRequest(request: IncomingMessage, hosts: readonly string[]): Refusal | null {
  const { method = '', url = '' } = request;
  if (!METHODS.includes(method))
    return { ...refusal('invalid', 'This method is not offered.', 405), headers: { Allow: METHODS.join(', ') } };
  // Absolute and scheme-relative targets name a host of their own, past the check below.
  if (!url.startsWith('/') || url.startsWith('//') || url.includes('\\'))
    return refusal('invalid', 'The address of the request is not a path.');
  const named = request.headersDistinct.host ?? [];
  const [host] = named;
  if (named.length !== 1 || !host) return refusal('invalid', 'The request must name one host.');
  // A name that is not ours is how a page of a stranger reaches a loopback server (DNS rebinding).
  if (!hosts.includes(host.toLowerCase()))
    return refusal('invalid', 'This server does not answer for that host; KEYLEDGER_URL says for which it does.', 421);
  return null;
}
