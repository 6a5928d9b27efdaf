import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const databaseSetup = 'lib/store/testing/global-setup.ts';
const architecture = ['lib/architecture.test.ts', 'lib/architecture/**/*.test.ts'];
const setup = ['lib/setup/**/*.test.ts'];
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
          include: ['lib/**/*.test.ts', 'e2e/bench/**/*.test.ts'],
          exclude: [...outside, ...architecture, ...setup],
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
      // What needs neither of the two.
      { extends: true, test: { name: 'setup', include: setup, exclude: outside } },
      // A step of the check, so that it is not run and counted twice.
      { extends: true, test: { name: 'architecture', include: architecture, exclude: outside } },
    ],
  },
});
