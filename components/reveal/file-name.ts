const LONGEST = 80;

/**
 * What a binary value is saved as: the last part of the secret's name without whatever means something to a
 * file system or a shell, behind a word of ours (`con.bin` is a device on Windows, `.profile` is read by shells).
 */
export function toFileName(secretName: string, versionId: string): string {
  const leaf = secretName.split(/[/\\]/).at(-1) ?? '';
  const safe = leaf
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/\.{2,}/g, '.')
    .slice(0, LONGEST);
  return `secret-${safe || 'value'}-${versionId.replace(/[^A-Za-z0-9]/g, '').slice(0, 8)}.bin`;
}
