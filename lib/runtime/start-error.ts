import 'server-only';

/** Why Keyledger cannot start, in one line for the person who started it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

const WORDS: Record<string, string> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the quota of the disk is used up',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file stands where a folder is needed',
  ENOENT: 'it is not there',
};

/** Does something with a file or folder; what goes wrong with it becomes one line that names it. */
export function withPath<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw toPathError(path, error);
  }
}

export function toPathError(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const words = WORDS[code];
  if (words === undefined) return error instanceof Error ? error : new Error(String(error));
  return new StartError(`${path}: ${words}.`, { cause: error });
}
