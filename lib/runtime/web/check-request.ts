import 'server-only';
import type { IncomingMessage } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state.js';
import { refusal, type Refusal } from './answer-problem';
import { findOffered, METHODS } from './offered-methods';

const VERSIONS = ['1.0', '1.1'];
const OF_PAGES = /^(rsc|next-.*|x-nextjs-.*|x-middleware-.*)$/;

const notOffered = (methods: readonly string[]): Refusal => ({
  ...refusal('invalid', 'This method is not offered.', 405),
  headers: { Allow: methods.join(', ') },
});

/** What is wrong with a request before anything of it is believed; null: nothing. */
export function checkRequest(request: IncomingMessage, hosts: readonly string[]): Refusal | null {
  const { method = '', url = '', httpVersion } = request;
  // Node reads a line without a version, and one of a version to come, as if it were ours.
  if (!VERSIONS.includes(httpVersion)) return refusal('invalid', 'This server speaks HTTP/1.1.');
  // RFC 9112 §6.1: with chunks in it a message of 1.0 has no end that all would agree on.
  if (httpVersion === '1.0' && request.headers['transfer-encoding'] !== undefined)
    return refusal('invalid', 'A request of HTTP/1.0 states the length of its body.');
  const isPath = url.startsWith('/') && !url.startsWith('//') && !url.includes('\\');
  const offered = isPath ? findOffered(toPathname(url)) : METHODS;
  if (!METHODS.includes(method)) return notOffered(offered);
  // Absolute and scheme-relative targets name a host of their own, past the check below.
  if (!isPath) return refusal('invalid', 'The address of the request is not a path.');
  const named = request.headersDistinct.host ?? [];
  const [host] = named;
  if (named.length !== 1 || !host) return refusal('invalid', 'The request must name one host.');
  // Node takes the first of several; a proxy may have looked at another.
  if ((request.headersDistinct.authorization ?? []).length > 1)
    return refusal('invalid', 'The request must send one Authorization at most.');
  // A name that is not ours is how a page of a stranger reaches a loopback server (DNS rebinding).
  if (!hosts.includes(host.toLowerCase()))
    return refusal('invalid', 'This server does not answer for that host; KEYLEDGER_URL says for which it does.', 421);
  return checkPath(request, url, offered);
}

/** As Next itself decides it. */
function isRouterState(stated: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(stated);
    return true;
  } catch {
    return false;
  }
}

/** What Next would answer by itself, and in doing so write a stranger's words into the log as they are. */
function checkPath({ method = '', headers }: IncomingMessage, url: string, offered: readonly string[]): Refusal | null {
  const pathname = toPathname(url);
  const decoded = decode(pathname);
  // Next answers a path that it cannot decode with a bare 500.
  if (decoded === null) return refusal('invalid', 'The path is not percent-encoded UTF-8.');
  if (isOfNext(decoded)) return refusal('not_found', 'There is no such file.');
  // A state of the router that it cannot read it answers with a bare 500, and an error in the log, whoever sends it.
  if (!pathname.startsWith('/api/') && !isRouterState(headers['next-router-state-tree']))
    return refusal('invalid', 'The state of the router is none that a page of ours sends.');
  // A page takes anything else for a server action, and there are none; a route answers it with a bare 405.
  return offered.includes(method) ? null : notOffered(offered);
}

/** Dot segments count for nothing, as in Next. */
const toPathname = (url: string): string => new URL(url, 'http://localhost').pathname;

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/**
 * Its image service, its own not-found page, which there has no policy, and the pages that it shows by itself: that for
 * what broke is made ahead, under two names, and answers whoever asks for it with a 500 that may be kept for a year.
 * Next looks for files of the build by the decoded path.
 */
const isOfNext = (decoded: string): boolean =>
  (/^\/+_/.test(decoded) && !decoded.startsWith('/_next/static/')) || /^\/+(404|500)\/?$/.test(decoded);

/**
 * Takes what Next's own pages say to Next off a request to the API: with `rsc` it would be sent elsewhere (307)
 * before its route is asked, which the contract does not know.
 */
export function forgetPageHeaders({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>): void {
  if (!toPathname(url).startsWith('/api/')) return;
  for (const name of Object.keys(headers)) if (OF_PAGES.test(name)) delete headers[name];
}
