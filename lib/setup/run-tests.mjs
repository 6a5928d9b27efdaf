import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStep } from './child.mjs';
import { failed } from './progress.mjs';
import { oneFailed, sum } from './tally.mjs';
import { tallyPlaywright, tallyVitest } from './test-report.mjs';
import { tools } from './tools.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * @param {string} node
 * @param {{ name: string, args: string[], env?: Record<string, string | undefined>, reportEnv?: string, tally: (report: unknown) => Tally }} runner
 * @returns {Promise<Tally>}
 */
async function runTests(node, { name, args, env, reportEnv, tally }) {
  const folder = mkdtempSync(join(tmpdir(), 'keyledger-test-'));
  const file = join(folder, 'report.json');
  try {
    const { code } = await runStep(node, reportEnv ? args : [...args, `--outputFile.json=${file}`], {
      env: { ...env, ...(reportEnv && { [reportEnv]: file }) },
      show: true,
    });
    if (!existsSync(file)) {
      failed(`${name}: ended with code ${code} and without a report; its last lines stand above`);
      return oneFailed;
    }
    const result = tally(JSON.parse(readFileSync(file, 'utf8')));
    if (code === 0 || result.failed > 0) return result;
    failed(`${name}: every test passed, yet the run ended with code ${code}; the reason stands above`);
    return sum([result, oneFailed]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Unit and integration tests. The boundaries are a step of the check and not counted twice.
 * @param {string} node the pinned Node
 * @param {Record<string, string | undefined>} env
 */
export function runUnitTests(node, env) {
  const args = [tools.vitest, 'run', '--project', '!architecture'];
  return runTests(node, {
    name: 'Unit tests',
    args: [...args, '--reporter=default', '--reporter=json'],
    env,
    tally: tallyVitest,
  });
}

/**
 * @param {string} node the pinned Node
 * @param {string} browser path of a Chromium
 * @param {Record<string, string | undefined>} env
 */
export function runBrowserTests(node, browser, env) {
  return runTests(node, {
    name: 'Browser tests',
    // The condition lets the fixtures load what they share with the server.
    args: [
      '--conditions=react-server',
      tools.playwright,
      'test',
      '--config',
      'e2e/playwright.config.ts',
      '--reporter=list,json',
    ],
    env: { ...env, CHROMIUM_PATH: browser },
    reportEnv: 'PLAYWRIGHT_JSON_OUTPUT_FILE',
    tally: tallyPlaywright,
  });
}
