import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const databaseSetup = 'lib/store/testing/global-setup.ts';
const architecture = ['lib/architecture.test.ts', 'lib/architecture/**/*.test.ts'];
const setup = ['lib/setup/**/*.test.ts'];
const outside = ['**/node_modules/**', '.next/**', '.keyledger/**'];
/** They set up a process of their own, or what one has once: each of these files gets modules of its own. */
const alone = ['lib/runtime/**/*.test.ts', 'lib/http/**/*.test.ts', 'lib/auth/**/*.test.ts'];
const conditions = ['react-server', 'node', 'development|production'];

const serverProject = {
  extends: true as const,
  // The condition under which `server-only` is empty, as in the worker.
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    globalSetup: existsSync(`${root}${databaseSetup}`) ? [databaseSetup] : [],
    execArgv: ['--conditions=react-server'],
  },
} satisfies TestProjectInlineConfiguration;

export default defineConfig({
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  test: {
    // A slow machine is no failure; what must be quick says so itself.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    unstubEnvs: true,
    unstubGlobals: true,
    // A test machine has two cores, and part of them belongs to the database.
    maxWorkers: 2,
    projects: [
      {
        ...serverProject,
        test: {
          ...serverProject.test,
          name: 'server',
          // Written for bundlers: its own imports name folders.
          server: { deps: { inline: ['dt-sql-parser'] } },
          include: ['lib/**/*.test.ts', 'e2e/**/*.test.ts'],
          exclude: [...outside, ...architecture, ...setup, ...alone],
          // Loading modules anew for every file takes longer than most of them take to run.
          isolate: false,
        },
      },
      { ...serverProject, test: { ...serverProject.test, name: 'process', include: alone, exclude: outside } },
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
