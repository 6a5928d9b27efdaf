import { z } from 'zod';
import type { Operation } from '@/lib/contract/operation';
import { problem } from '@/lib/contract/problem';
import { toOpenApi } from '@/lib/contract/openapi';
import { STATUS_OF } from '@/lib/domain/errors';
import type { Answered, Asked } from '@/e2e/trust/world/client';

const response = z.object({ description: z.string() });
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), response) }))),
});
const { paths } = document.parse(toOpenApi());

/** Words of a machine that are nobody's business: stacks, places, queries, libraries. */
const INSIDE =
  /\bat [\w.<>]+ \(|node:internal|node_modules|\.tsx?:\d|\/(home|root|usr|var|work|app)\/|\b(select|insert|update|delete)\s[^.]{0,60}\b(from|into|set|where)\b|SQLSTATE|syntax error at|relation "|drizzle|postgres|pg_|ECONN|TypeError|ReferenceError|ZodError|\[object /i;

/** A segment that addresses are rid of on the way: another route, or none, is asked then. */
const isElsewhere = (path: string): boolean =>
  /\/(?:\.|%2e){1,2}(?:[/?#]|$)|\/\/|\/(?:[?#]|$)|%2f|%5c|[#\\]/i.test(path.split('?', 1)[0] ?? '');

/** What any route of ours may say to a reader; 308: the same without a slash at its end. */
const ELSEWHERE = [200, 202, 204, 308, 400, 401, 403, 404, 405, 409, 413, 429];

/** Where a scope rests after a test of its roles, whoever asks for the next. */
const RESTS = new Set(['testRoles']);

interface Documented {
  statuses: Set<string>;
  codes: Set<string>;
}

/** What the document says of the method that was asked, on this route. */
function documented({ path }: Operation, method: string): Documented | null {
  const said = paths[path]?.[method === 'HEAD' ? 'get' : method.toLowerCase()]?.responses;
  if (!said) return null;
  const codes = Object.values(said).flatMap(({ description }) => description.split(', '));
  return { statuses: new Set(Object.keys(said)), codes: new Set(codes) };
}

/** What is wrong with an answer, in words; none: it is one that the contract promises. */
export function faultsOf(operation: Operation, asked: Asked, answered: Answered): string[] {
  const { status, headers, text } = answered;
  const method = asked.method ?? 'GET';
  const faults: string[] = [];
  const isProblem = String(headers['content-type']).startsWith('application/problem+json');
  const elsewhere = isElsewhere(asked.path);
  const said = documented(operation, method);
  const require = (holds: boolean, what: string) => holds || faults.push(what);

  require(status < 500 || [502, 503].includes(status), `status ${status}`);
  if (!RESTS.has(operation.id) && !elsewhere) require(status !== 429, '429 although the limits are out of reach');
  if (elsewhere) require(ELSEWHERE.includes(status), `status ${status} elsewhere`);
  else if (!said) require([400, 405, 413].includes(status), `status ${status} for a method that is not offered`);
  else require(said.statuses.has(String(status)), `status ${status} is not documented`);

  require(status === 308 || String(headers['cache-control']).includes('no-store'), 'may be kept');
  require(headers['x-content-type-options'] === 'nosniff', 'its type may be guessed');
  require(String(headers['content-security-policy']).includes("default-src 'none'"), 'has no policy');
  require(headers['server'] === undefined && headers['x-powered-by'] === undefined, 'says what serves it');
  if (operation.id !== 'revealSecret') require(!text.includes('CANARY-'), 'holds a value');
  if (method === 'HEAD') require(text === '', 'a HEAD has a body');
  else if (isProblem) faults.push(...problemFaults(status, text, elsewhere ? null : said));
  else if (!elsewhere && status === operation.status && method === operation.method)
    faults.push(...answerFaults(operation, text));
  const inside = status >= 400 ? INSIDE.exec(toOwnWords(text))?.[0] : undefined;
  require(inside === undefined, `tells of the inside: ${inside}`);
  if (status >= 400 && method !== 'HEAD') require(isProblem, 'is no problem of the contract');
  if (status === 405) require(headers['allow'] !== undefined, 'does not say which methods there are');
  return faults;
}

/** Without the names of parameters, which are the asker's own words. */
const toOwnWords = (text: string): string => text.replaceAll(/"pointer":"(?:[^"\\]|\\.)*"/g, '');

function problemFaults(status: number, text: string, said: Documented | null): string[] {
  const parsed = problem.safeParse(parse(text));
  if (!parsed.success) return [`is no problem: ${parsed.error.message}`];
  const { code } = parsed.data;
  if (parsed.data.status !== status) return [`says ${parsed.data.status} and is ${status}`];
  // The door before the routes names the misdirected request and the method by statuses of their own.
  if (STATUS_OF[code] !== status && ![405, 421].includes(status)) return [`${code} is not ${status}`];
  return said && status !== 405 && !said.codes.has(code) ? [`code ${code} is not documented`] : [];
}

function answerFaults({ answer, contentType, status }: Operation, text: string): string[] {
  if (status === 204) return text === '' ? [] : ['204 has a body'];
  if (contentType?.startsWith('text/plain')) return [];
  const all = contentType ? [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data) : [text];
  return all.flatMap((one) => {
    const parsed = answer.safeParse(parse(one));
    return parsed.success ? [] : [`breaks its schema: ${parsed.error.message.slice(0, 200)}`];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
