import 'server-only';
import { readFileSync } from 'node:fs';
import { findSourceMap, getSourceMapsSupport, SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Kept for as long as memory lasts: a failure seldom comes alone. */
const maps = new Map<string, WeakRef<SourceMap>>();

/** Our own TypeScript was loaded before Node stopped keeping maps; a process that keeps them has looked its frames up already. */
const findLoaded = (path: string): SourceMap | undefined =>
  getSourceMapsSupport().enabled ? undefined : findSourceMap(path);

function readMap(path: string): SourceMap | null {
  const known = findLoaded(path) ?? maps.get(path)?.deref();
  if (known) return known;
  try {
    const map = new SourceMap(JSON.parse(readFileSync(/* turbopackIgnore: true */ `${path}.map`, 'utf8')));
    maps.set(path, new WeakRef(map));
    return map;
  } catch {
    // Most files are what they were written as, and a map that cannot be read is none.
    return null;
  }
}

const origin = z.object({ fileName: z.string(), lineNumber: z.number(), columnNumber: z.number() });

/**
 * A frame of a stack at the place that its file's source map names; as it was where there is none. Node would do so
 * itself, if it were to keep the maps of the whole build in memory: more than 100 MB.
 */
export function toSourceFrame(frame: string): string {
  const [, before = '', place = '', line, column, after = ''] =
    /^(.*?)((?:file:\/\/)?\/[^()]+):(\d+):(\d+)(\)?)$/.exec(frame) ?? [];
  if (place === '') return frame;
  const map = readMap(place.startsWith('file:') ? fileURLToPath(place) : place);
  const found = origin.safeParse(map?.findOrigin(Number(line), Number(column))).data;
  if (!found) return frame;
  const file = found.fileName.replace(/^.*\[project\]\//, '');
  return `${before}${file}:${found.lineNumber}:${found.columnNumber}${after}`;
}
