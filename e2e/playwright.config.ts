import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';

const servers = fileURLToPath(new URL('fixtures/global-setup.ts', import.meta.url));
const browser = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: '.',
  // Pictures are taken by hand, and nothing else is then: they are looked at, not compared.
  testMatch: process.env.KEYLEDGER_PICTURES ? '**/pictures/*.spec.ts' : '**/*.spec.ts',
  testIgnore: process.env.KEYLEDGER_PICTURES ? [] : '**/pictures/**',
  outputDir: '.artifacts',
  globalSetup: existsSync(servers) ? servers : undefined,
  // The journeys change one world: one after the other, each sees what it arranged.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes at the second try has found something.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      // Without a path Playwright takes its own.
      executablePath: browser || undefined,
      // Chromium's sandbox refuses to start as root; what it loads is ours alone.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
