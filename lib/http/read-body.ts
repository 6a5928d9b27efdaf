import 'server-only';
import { MOST_BYTES } from '@/lib/contract/operation';
import { AppError } from '@/lib/domain/errors';

const MOST_DEPTH = 8;

const tooLarge = (most: number) => new AppError('too_large', `A body may have ${most} bytes.`);
const invalidBody = (rule: string) =>
  new AppError('invalid', 'The body is not valid.', { errors: [{ pointer: '', rule }] });

/** The body's text, as UTF-8. Reads no further than the limit, whatever Content-Length says. */
export async function readText(request: Request, most = MOST_BYTES): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalidBody('is UTF-8');
  }
}

/** The JSON of a body. A parser's words quote what they stumble over, so none of them are passed on. */
export async function readJson(request: Request, most = MOST_BYTES): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  // Only this type makes a foreign page ask first (CORS), so no other is read as JSON.
  if (type !== 'application/json') throw invalidBody('has the Content-Type application/json');
  const text = await readText(request, most);
  if (toDepth(text) > MOST_DEPTH) throw invalidBody(`is at most ${MOST_DEPTH} levels deep`);
  try {
    return JSON.parse(text);
  } catch {
    throw invalidBody('is JSON');
  }
}

/** Levels of brackets outside of strings, without building anything. A string without an end is one token, or each quote in it would be tried anew. */
function toDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === '[' || token === '{') deepest = Math.max(deepest, (depth += 1));
    else if (token === ']' || token === '}') depth -= 1;
  }
  return deepest;
}
