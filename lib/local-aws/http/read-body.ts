import type { IncomingMessage } from 'node:http';

const limit = 2 * 1024 * 1024;

/** The whole body; `undefined` when it is larger than any request of these services may be. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes: Buffer = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    // What is too large is read to its end all the same: a caller still sending would never see the refusal.
    if (size <= limit) parts.push(bytes);
  }
  return size > limit ? undefined : Buffer.concat(parts);
}
