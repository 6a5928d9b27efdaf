import 'server-only';

/** An object of a trail has less than 10 MB; a body that goes silent for so long is given up. */
const SILENT_MILLISECONDS = 30_000;

/** Wrong with the object itself, and not with the way to it. */
export class TooLong extends Error {}

/** Wrong with the way to it: named as Node names what takes too long, so that it is asked for anew. */
class Silent extends Error {
  readonly code = 'ETIMEDOUT';
}

interface Body extends AsyncIterable<unknown> {
  destroy?(error?: Error): unknown;
}

export const isBody = (body: unknown): body is Body =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** All of a body that is no longer than `most`, whatever its headers claimed. Destroys one that is not read to its end. */
export async function readBody(body: Body, most: number, silent = SILENT_MILLISECONDS): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const watch = setTimeout(() => body.destroy?.(new Silent()), silent);
  try {
    for await (const chunk of body) {
      if (!(chunk instanceof Uint8Array)) continue;
      watch.refresh();
      size += chunk.length;
      if (size > most) throw new TooLong();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, size);
  } finally {
    clearTimeout(watch);
  }
}
