const colour = process.stdout.isTTY && !process.env.NO_COLOR;

/** @param {string} code @param {string} text */
const paint = (code, text) => (colour ? `\u001B[${code}m${text}\u001B[0m` : text);

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** @param {string} text one line */
export function begin(text) {
  console.log(`${paint('2', '…')} ${text}`);
}

/** @param {string} text one line @param {number} [since] from performance.now() */
export function done(text, since) {
  console.log(
    `${paint('32', '✓')} ${text}${since === undefined ? '' : paint('2', `  ${seconds(performance.now() - since)}`)}`,
  );
}

/** @param {string} text one line @param {number} [since] from performance.now() */
export function failed(text, since) {
  console.log(
    `${paint('31', '✗')} ${text}${since === undefined ? '' : paint('2', `  ${seconds(performance.now() - since)}`)}`,
  );
}

/** What a person must know, on the error stream. @param {string} text one line */
export function fail(text) {
  console.error(`${paint('31', '✗')} ${text}`);
}
