/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * @param {unknown} value
 * @param {string} key
 * @returns {unknown}
 */
function read(value, key) {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

/** @param {unknown} value @param {string} key @returns {number} */
function readCount(value, key) {
  const count = read(value, key);
  if (typeof count !== 'number') throw new TypeError(`The report has no number "${key}".`);
  return count;
}

/** @param {unknown} value @param {string} key @returns {unknown[]} */
function readList(value, key) {
  const list = read(value, key);
  if (!Array.isArray(list)) throw new TypeError(`The report has no list "${key}".`);
  return list;
}

/**
 * Vitest's JSON reporter. A file that broke outside of its tests has none that failed, and counts as one.
 * @param {unknown} report
 * @returns {Tally}
 */
export function tallyVitest(report) {
  const broken = readList(report, 'testResults').filter(
    (file) =>
      read(file, 'status') === 'failed' &&
      readList(file, 'assertionResults').every((test) => read(test, 'status') !== 'failed'),
  );
  return {
    passed: readCount(report, 'numPassedTests'),
    failed: readCount(report, 'numFailedTests') + broken.length,
    skipped: readCount(report, 'numPendingTests') + readCount(report, 'numTodoTests'),
  };
}

/**
 * Playwright's JSON reporter. One that failed first and passed later has failed; so has each error outside of a test.
 * @param {unknown} report
 * @returns {Tally}
 */
export function tallyPlaywright(report) {
  const stats = read(report, 'stats');
  return {
    passed: readCount(stats, 'expected'),
    failed: readCount(stats, 'unexpected') + readCount(stats, 'flaky') + readList(report, 'errors').length,
    skipped: readCount(stats, 'skipped'),
  };
}
