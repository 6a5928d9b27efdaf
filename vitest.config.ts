import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const databaseSetup = 'lib/store/testing/global-setup.ts';
const shared = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  globalSetup: existsSync(`${root}${databaseSetup}`) ? [databaseSetup] : [],
  unstubEnvs: true,
  unstubGlobals: true,
};
const outside = ['**/node_modules/**', '.next/**', '.keyledger/**'];

export default defineConfig({
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    // A test machine has two cores, and one of them belongs to the database.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        // The condition under which `server-only` is empty, as in the worker.
        ssr: { resolve: { conditions: ['react-server', 'module', 'node', 'development|production'] } },
        resolve: { conditions: ['react-server', 'module', 'node', 'development|production'] },
        test: {
          ...shared,
          name: 'server',
          include: ['lib/**/*.test.ts'],
          exclude: outside,
          execArgv: ['--conditions=react-server'],
        },
      },
      {
        extends: true,
        // Components render with React's client half, which the condition above takes away.
        resolve: { alias: { 'server-only': `${root}node_modules/server-only/empty.js` } },
        test: {
          ...shared,
          globalSetup: [],
          name: 'screens',
          include: ['components/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
          exclude: outside,
        },
      },
    ],
  },
});
