import type { IncomingMessage, ServerResponse } from 'node:http';

type Params = Record<string, string | string[]>;
type Answer = (request: Request, route: { params: Promise<Params> }) => Promise<Response>;

declare global {
  interface ImportMeta {
    glob(pattern: string): Record<string, () => Promise<Partial<Record<string, Answer>>>>;
  }
}

const toPattern = (segment: string): string => {
  if (segment.startsWith('[...')) return '(.+)';
  return segment.startsWith('[') ? '([^/]+)' : segment.replaceAll('.', String.raw`\.`);
};

/** Names come after words, and what takes all that is left of a path last; the longer of two first. */
const toRank = (file: string): number =>
  file.split('[').length * 100 + (file.includes('[...') ? 10_000 : 0) - file.length;

/** By files, as Next finds them. */
const ROUTES = Object.entries(import.meta.glob('/app/api/**/route.ts'))
  .toSorted(([one], [other]) => toRank(one) - toRank(other))
  .map(([file, load]) => {
    const segments = file.split('/').slice(2, -1);
    const names = segments.filter((segment) => segment.startsWith('['));
    return { load, names, pattern: new RegExp(`^/${segments.map(toPattern).join('/')}$`) };
  });

function findRoute(pathname: string) {
  for (const { load, names, pattern } of ROUTES) {
    const values = pattern.exec(pathname)?.slice(1).map(decodeURIComponent);
    if (!values) continue;
    const params = names.map((name, index): [string, string | string[]] => {
      const value = values[index] ?? '';
      return name.startsWith('[...') ? [name.slice(4, -1), value.split('/')] : [name.slice(1, -1), value];
    });
    return { load, params: Object.fromEntries(params) };
  }
  throw new Error(`${pathname} is no path of the API`);
}

/** Answers as Next would: by the file that a path names, in the web's own Request and Response. */
export async function answerByRoute(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', headers, url = '' } = request;
  const address = new URL(url, `http://${headers.host}`);
  const { load, params } = findRoute(address.pathname);
  const methods = await load();
  const answer = methods[method] ?? (method === 'HEAD' ? methods.GET : undefined);
  if (!answer) return void response.writeHead(405).end();
  const body = method === 'POST' ? await readWhole(request) : null;
  const pairs = Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  const asked = new Request(address, { method, headers: Object.fromEntries(pairs), body });
  const answered = await answer(asked, { params: Promise.resolve(params) });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  for await (const chunk of answered.body ?? []) response.write(chunk);
  response.end();
}

/** The server in front has held it until it was there. */
async function readWhole(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Uint8Array.from(Buffer.concat(chunks));
}
