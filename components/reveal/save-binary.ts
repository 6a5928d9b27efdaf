const REVOKED_AFTER_MS = 1000;

/**
 * Hands a binary value to the browser as a file, in place of showing it. `base64` as it came. The
 * file's address is taken back a second later: nothing on the page leads to the value then.
 */
export function saveBinary(base64: string, fileName: string): number {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Safari asks for the file only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), REVOKED_AFTER_MS);
  return bytes.length;
}
