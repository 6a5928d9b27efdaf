import 'server-only';
import type { TrailContent, TrailFile, TrailSource } from '@/lib/domain/ports/trail-source';

/** Reading takes mostly waiting: so many at once, of no more bytes together than that, one very large one apart. */
const AT_ONCE = 8;
const MOST_BYTES = 32 * 1024 * 1024;

interface Reading {
  file: TrailFile;
  content: Promise<TrailContent>;
}

/** The files in their order, each with what it holds, read a little ahead of whoever takes them. */
export async function* readAhead(
  source: Pick<TrailSource, 'read'>,
  files: AsyncIterable<TrailFile>,
): AsyncGenerator<{ file: TrailFile; content: TrailContent }> {
  const under: Reading[] = [];
  const read = async ({ path, refused }: TrailFile): Promise<TrailContent> =>
    refused === undefined ? source.read(path) : { ok: false, reason: refused };
  let bytes = 0;
  const takeFirst = async () => {
    const first = under.shift();
    if (!first) return null;
    bytes -= first.file.size;
    return { file: first.file, content: await first.content };
  };
  for await (const file of files) {
    while (under.length > 0 && (under.length >= AT_ONCE || bytes + file.size > MOST_BYTES)) {
      const next = await takeFirst();
      if (next) yield next;
    }
    const content = read(file);
    // Whoever takes it is told; until then a failure is nobody's.
    content.catch(() => undefined);
    under.push({ file, content });
    bytes += file.size;
  }
  for (let next = await takeFirst(); next; next = await takeFirst()) yield next;
}
