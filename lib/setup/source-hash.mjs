import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** What the build is made from. Files kept out of it: tests, and rooms that no page or route reaches. */
const parts = [
  'app',
  'components',
  'lib',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  // It makes of the build what is run.
  'lib/setup/share-chunks.mjs',
];
const apart = /^lib\/(setup|local-aws|architecture)$|\/testing$|\.test\.tsx?$|\.md$/;

/** @returns {string} hex; the same where every file that the build is made from is the same */
export function hashSources() {
  const hash = createHash('sha256');
  for (const part of parts) {
    for (const file of filesOf(part))
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(root, file)))
        .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} part a file or folder @returns {string[]} files from the root, in a fixed order */
function filesOf(part) {
  const path = join(root, part);
  if (apart.test(part) || !existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [part];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(`${part}/${name}`));
}
