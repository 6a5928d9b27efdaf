import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Smaller ones are not worth a file that only points to another. */
const LEAST_BYTES = 10_000;
const MAP_COMMENT = /\n\/\/# sourceMappingURL=[^\n]*\s*$/;

/**
 * Next writes the same code under a name for each group of routes that needs it, and a process keeps every one in
 * memory: what is the same but for its name becomes a word that points to the first.
 * @param {string} folder of the server's chunks; one that is not there has none
 */
export function shareChunks(folder) {
  if (!existsSync(folder)) return;
  /** @type {Map<string, string>} path of the first by folder and text */
  const first = new Map();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  for (const path of names.toSorted().map((name) => join(folder, name))) {
    const text = readFileSync(path, 'utf8').replace(MAP_COMMENT, '');
    // Chunks are CommonJS that exports their modules; anything else is left as it is.
    if (text.length < LEAST_BYTES || !text.startsWith('module.exports=[')) continue;
    const key = `${dirname(path)}\n${text}`;
    const same = first.get(key);
    if (same === undefined) {
      first.set(key, path);
      continue;
    }
    writeFileSync(path, `module.exports=require(${JSON.stringify(`./${basename(same)}`)});\n`);
    rmSync(`${path}.map`, { force: true });
  }
}
