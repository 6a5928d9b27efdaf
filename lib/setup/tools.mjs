import { join } from 'node:path';

const modules = 'node_modules';

/** Each tool's own file, so that it runs on the pinned Node whatever the PATH says. */
export const tools = {
  knip: join(modules, 'knip', 'bin', 'knip.js'),
  next: join(modules, 'next', 'dist', 'bin', 'next'),
  oxfmt: join(modules, 'oxfmt', 'bin', 'oxfmt'),
  oxlint: join(modules, 'oxlint', 'bin', 'oxlint'),
  playwright: join(modules, 'playwright', 'cli.js'),
  tsc: join(modules, 'typescript', 'bin', 'tsc'),
  vitest: join(modules, 'vitest', 'vitest.mjs'),
};
