import 'server-only';
import type { IncomingMessage } from 'node:http';

export const MAX_BODY_BYTES = 65_536;

/**
 * Waits for the whole body, counting what really comes, whatever Content-Length says, and only then
 * lets it flow: a route never sees half a body. `gone`: the client left.
 */
export function holdBody(request: IncomingMessage, limit = MAX_BODY_BYTES): Promise<'complete' | 'too_large' | 'gone'> {
  const { headers } = request;
  if (Number(headers['content-length'] ?? 0) > limit) return Promise.resolve('too_large');
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
    return Promise.resolve('complete');
  return new Promise((resolve) => {
    const flow = request.push.bind(request);
    const held: unknown[] = [];
    let size = 0;
    // The HTTP parser hands each piece, and null at the end, to the stream's `push`.
    request.push = (chunk: unknown) => {
      if (chunk === null) {
        request.push = flow;
        for (const piece of held) flow(piece);
        resolve('complete');
        return flow(null);
      }
      size += Buffer.isBuffer(chunk) ? chunk.length : limit + 1;
      if (size <= limit) held.push(chunk);
      else resolve('too_large');
      return size <= limit;
    };
    request.once('close', () => resolve('gone'));
  });
}
