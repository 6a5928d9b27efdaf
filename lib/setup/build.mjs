import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runStep } from './child.mjs';
import { SetupError } from './explain-failure.mjs';
import { withLock } from './lock.mjs';
import { begin, done } from './progress.mjs';
import { root } from './root.mjs';
import { shareChunks } from './share-chunks.mjs';
import { hashSources } from './source-hash.mjs';
import { tools } from './tools.mjs';

const folder = join(root, '.next');
const stamp = join(folder, 'keyledger-build');

/** @param {string} hash @returns {boolean} whether the finished build in .next was made from these sources */
function isBuiltFrom(hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash && existsSync(join(folder, 'BUILD_ID'));
}

/**
 * Makes the production build unless the present one was made from the same sources.
 * @param {string} node the pinned Node
 */
export async function ensureBuilt(node) {
  if (isBuiltFrom(hashSources())) return;
  await withLock(async () => {
    const hash = hashSources();
    if (isBuiltFrom(hash)) return;
    const since = performance.now();
    begin('Building (the first time takes about a minute)');
    rmSync(stamp, { force: true });
    const { code, output } = await runStep(node, [tools.next, 'build'], {
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    });
    if (code !== 0) {
      console.error(output.trimEnd());
      throw new SetupError('The build failed; what it said stands above.');
    }
    shareChunks(join(folder, 'server/chunks'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${stamp}.new`, hash);
    renameSync(`${stamp}.new`, stamp);
    done('The build is made', since);
  });
}
