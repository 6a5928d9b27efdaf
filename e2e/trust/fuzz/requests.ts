import fc from 'fast-check';
import type { Operation } from '@/lib/contract/operation';
import { toPath } from '@/e2e/trust/matrix/to-path';
import type { Asked } from '@/e2e/trust/world/client';
import { bodyOf } from './bodies';
import { parametersOf } from './from-schema';
import { hostileText, tampered, tamperedCursor } from './texts';

/** What the matrix would ask for: as far as it is granted, an answer of 2xx or that an act finds nothing to do. */
export interface Good {
  id: string;
  /** Of a POST. */
  body?: unknown;
}

/** Real things to ask for: what a request is tampered from. */
export interface Known {
  /** Ids by what the path is about. */
  ids: readonly string[];
  cursors: readonly string[];
  /** One for each of them. */
  good: readonly Good[];
}

/** Lone halves of a pair have no UTF-8; an address holds what stands for them. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

/** What no id is, as it would stand in a path. */
const RAW = ['%ff%fe', '%zz', '%', '%2e%2e', '%2f', '%00', '%5c', '..;', '*', '~', 'a'.repeat(4000)];

function pathOf({ path, params }: Operation, { ids }: Known): fc.Arbitrary<string> {
  const names = Object.entries(parametersOf(params)).map(([name, fits], index) => {
    // The first is what the route is about; what follows it fits.
    const real = index === 0 ? fc.constantFrom(...ids) : fits;
    const segment = fc.oneof(
      { weight: 8, arbitrary: real.map(encode) },
      { weight: 2, arbitrary: fits.map(encode) },
      { weight: 2, arbitrary: tampered(real).map(encode) },
      { weight: 2, arbitrary: hostileText().map(encode) },
      { weight: 1, arbitrary: fc.constantFrom(...RAW) },
    );
    return [name, segment] as const;
  });
  return fc
    .record(Object.fromEntries(names))
    .map((segments) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => segments[name] ?? ''));
}

function queryOf({ query }: Operation, { ids, cursors }: Known): fc.Arbitrary<string> {
  const known = Object.entries(parametersOf(query)).map(([name, fits]) => {
    const good = name === 'cursor' ? tamperedCursor(cursors) : fc.oneof(fits, fc.constantFrom(...ids));
    const value = fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: hostileText() }, tampered(good));
    return value.map((one) => `${name}=${encode(one)}`);
  });
  const stranger = fc
    .tuple(fc.oneof(hostileText(), fc.constantFrom('cursor[]', 'a[b]', '_rsc', 'limit ', 'LIMIT')), hostileText())
    .map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const raw = fc.constantFrom('&&', '=', '%', '%zz=1', 'limit=%ff', 'q=%00', '?', '#', 'a'.repeat(9000));
  const part = fc.oneof(
    ...(known.length > 0 ? [{ weight: 12, arbitrary: fc.oneof(...known) }] : []),
    { weight: 1, arbitrary: stranger },
    { weight: 1, arbitrary: raw },
  );
  const few = fc.array(part, { maxLength: 4 });
  return fc
    .oneof({ weight: 6, arbitrary: few }, fc.array(part, { minLength: 20, maxLength: 60 }))
    .map((parts) => parts.join('&'));
}

const text = fc.stringMatching(/^[\x21-\x7e][\x20-\x7e]{0,60}$/);

const HEADERS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'idempotency-key': fc.oneof(
    fc.stringMatching(/^[\x21-\x7e]{8,128}$/),
    text,
    fc.constantFrom('', 'short', 'é'.repeat(9)),
  ),
  'if-none-match': fc.constantFrom('*', '"x"', 'W/"x"'),
  range: fc.constantFrom('bytes=0-', 'bytes=5-1', 'x'),
  accept: fc.constantFrom('*/*', 'text/html', 'application/xml', 'text/event-stream', 'x', ''),
  'accept-encoding': fc.constantFrom('identity', 'gzip;q=0', 'x', ''),
  'content-encoding': fc.constantFrom('gzip', 'br', 'x'),
  expect: fc.constant('100-continue'),
  'x-http-method-override': fc.constantFrom('DELETE', 'POST'),
  'x-forwarded-proto': fc.constantFrom('https', 'x'),
  'x-request-id': text,
  'x-middleware-subrequest': fc.constant('proxy:proxy:proxy:proxy:proxy'),
  'next-action': text,
  rsc: fc.constant('1'),
  origin: fc.constantFrom('null', 'https://evil.example', ''),
  'sec-fetch-site': fc.constantFrom('cross-site', 'same-origin', 'none', 'x'),
  authorization: fc.oneof(text, fc.constantFrom('Bearer x', 'Basic eDp4', 'Bearer', '')),
  referer: text,
  'user-agent': text,
};

/** None for most; else a few of them. */
const headersOf = (): fc.Arbitrary<Record<string, string>> => {
  const one = fc
    .constantFrom(...Object.entries(HEADERS))
    .chain(([name, values]) => values.map((value) => [name, value] as const));
  const few = fc.array(one, { minLength: 1, maxLength: 4 }).map((pairs) => Object.fromEntries(pairs));
  return fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: few });
};

const LONGEST_PATH = 8_000;

/** A request to a route, from the contract: what fits it, what nearly fits, and what nobody should send. */
export const requestOf = (operation: Operation, known: Known): fc.Arbitrary<Asked> =>
  fc.oneof({ weight: 9, arbitrary: oddRequestOf(operation, known) }, goodRequestOf(operation, known));

const goodRequestOf = (operation: Operation, { good }: Known): fc.Arbitrary<Asked> =>
  fc.constantFrom(...good).map((one) => toGoodRequest(operation, one));

export const toGoodRequest = ({ method, path }: Operation, { id, body }: Good): Asked => ({
  method,
  path: toPath(path, id),
  ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
});

function oddRequestOf(operation: Operation, known: Known): fc.Arbitrary<Asked> {
  const method = fc.oneof(
    { weight: 24, arbitrary: fc.constant<string>(operation.method) },
    fc.constantFrom('GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'),
  );
  return (
    fc
      .record({
        method,
        path: pathOf(operation, known),
        query: queryOf(operation, known),
        headers: headersOf(),
        body: bodyOf(
          operation,
          known.good.flatMap(({ body }) => body ?? []),
        ),
      })
      .map(({ method: asked, path, query, headers, body }) => ({
        method: asked,
        // What Node's client refuses to send is no test of the server.
        path: (query === '' ? path : `${path}?${query}`).replaceAll(/[^\x21-\x7e]/g, (odd) => encodeURIComponent(odd)),
        headers: { ...headers, ...(body.type && { 'content-type': body.type }) },
        ...(body.body !== undefined && { body: body.body }),
      }))
      // Longer heads are cut off by Node before any route is asked (431).
      .filter(({ path }) => path.length < LONGEST_PATH)
  );
}
