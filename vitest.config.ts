import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const databaseSetup = 'lib/store/testing/global-setup.ts';
const house = ['lib/architecture.test.ts', 'lib/architecture/**/*.test.ts', 'lib/setup/**/*.test.ts'];
const outside = ['**/node_modules/**', '.next/**', '.keyledger/**'];
const conditions = ['react-server', 'node', 'development|production'];

export default defineConfig({
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    unstubEnvs: true,
    unstubGlobals: true,
    // A test machine has two cores, and part of them belongs to the database.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        // The condition under which `server-only` is empty, as in the worker.
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        test: {
          name: 'server',
          include: ['lib/**/*.test.ts'],
          exclude: [...outside, ...house],
          globalSetup: existsSync(`${root}${databaseSetup}`) ? [databaseSetup] : [],
          execArgv: ['--conditions=react-server'],
        },
      },
      {
        extends: true,
        // Components render with React's client half, which the condition above takes away.
        resolve: { alias: { 'server-only': `${root}node_modules/server-only/empty.js` } },
        test: {
          name: 'screens',
          include: ['components/**/*.test.{ts,tsx}', 'app/**/*.test.{ts,tsx}'],
          exclude: outside,
        },
      },
      // What needs neither of the two: the checks of the house itself.
      { extends: true, test: { name: 'house', include: house, exclude: outside } },
    ],
  },
});
