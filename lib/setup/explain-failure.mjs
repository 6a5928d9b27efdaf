/** A failure that already speaks to the person: one line that says what is wrong and what mends it. */
export class SetupError extends Error {}

/** @type {ReadonlyArray<[RegExp, (said: string) => string]>} what npm and the system say → what we say; the first that fits */
const causes = [
  [
    /ENOSPC|no space left on device|EDQUOT/i,
    () => 'There is no space left on the disk. Free some (about 1.5 GB) and run the command again.',
  ],
  [/EROFS|read-only file system/i, (said) => `The disk is read-only${at(said)}; the setup has to write there.`],
  [
    /EACCES|EPERM|permission denied|operation not permitted/i,
    (said) => `A file or folder cannot be read or written${at(said)}. Give the present user access to it.`,
  ],
  [
    /\bE40[13]\b|ENEEDAUTH/,
    (said) => `The package registry${registry(said)} asks for a sign-in: run "npm login" or set its token in ~/.npmrc.`,
  ],
  [
    /UNABLE_TO_|SELF_SIGNED|CERT_|certificate/,
    (said) =>
      `The package registry${registry(said)} shows a certificate that is not trusted. Name your own authority in NODE_EXTRA_CA_CERTS.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ERR_INVALID_URL|FETCH_ERROR/,
    (said) =>
      `The package registry${registry(said)} cannot be reached. Check the network, the proxy, and "npm config get registry".`,
  ],
  [
    /\bE404\b|ETARGET|\bE5\d\d\b/,
    (said) => `The package registry${registry(said)} does not have a package that is needed: ${firstError(said)}`,
  ],
  [/EINTEGRITY|EBADENGINE/, (said) => `A package is not what package-lock.json says: ${firstError(said)}`],
];

/** @param {string} said @returns {string} ` (host)`, without credentials or path */
function registry(said) {
  const url = /https?:\/\/[^\s'")]+/.exec(said.replaceAll(/https?:\/\/(docs\.npmjs\.com|nodejs\.org)\S*/g, ''))?.[0];
  return url && URL.canParse(url) ? ` (${new URL(url).host})` : '';
}

/** @param {string} said */
function at(said) {
  const path = /(?:^npm error path |, \w+ ')([^'\n]+)/m.exec(said)?.[1];
  return path ? ` (${path})` : '';
}

/** @param {string} said @returns {string} the first line that tells something */
function firstError(said) {
  const lines = said.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  return lines.find((line) => line && !/^(code|errno|syscall|path|npm warn)\b/i.test(line)) ?? 'it gave no reason.';
}

/** @param {string} said what a tool printed @returns {string} one line */
export function explainOutput(said) {
  const cause = causes.find(([pattern]) => pattern.test(said));
  return cause ? cause[1](said) : firstError(said);
}

/** @param {unknown} error @returns {string} one line, never a stack */
export function explainFailure(error) {
  if (error instanceof SetupError) return error.message;
  return explainOutput(error instanceof Error ? error.message : String(error))
    .split('\n', 1)
    .join('');
}
