/**
 * @param {string} version as in process.versions.node
 * @returns {string | null} the line to print, or null where the version will do
 */
export function explainOldNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return null;
  return 'Keyledger needs Node 20.9 or newer to set itself up; this is Node ' + version + '. See https://nodejs.org.';
}
