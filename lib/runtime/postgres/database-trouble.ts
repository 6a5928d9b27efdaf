import 'server-only';

const TROUBLES: readonly [RegExp, (folder: string) => string][] = [
  [
    /No space left on device|Disk quota exceeded|Check free disk space|could not extend file/i,
    (folder) => `no space is left on the disk for ${folder}.`,
  ],
  [/Permission denied|Operation not permitted/i, (folder) => `its user may not write in ${folder}.`],
  [/Read-only file system/i, (folder) => `${folder} is on a read-only file system.`],
  [/could not bind|Address already in use/i, () => 'its port has been taken by another program; start again.'],
  [/incompatible with server|not compatible with this version/i, (folder) => `${folder} was made by another version.`],
];

/** What PostgreSQL's own words mean for the person who started us: one line. */
export function toDatabaseTrouble(said: string, folder: string): string {
  const known = TROUBLES.find(([pattern]) => pattern.test(said));
  if (known) return `The embedded PostgreSQL cannot start: ${known[1](folder)}`;
  const last = said.split('\n').findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? said.trim().split('\n').at(-1);
  return `The embedded PostgreSQL cannot start: ${last?.trim() || 'it ended without a word'} (${folder})`;
}
