import 'server-only';
import { accessSync, constants, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Config } from './config';
import type { Mistake } from './mistake';

/** Paths of a valid configuration that cannot be written here: an anchor that does not arrive is no surprise for later. */
export function findUnwritable({ file, ledger }: Config): Mistake[] {
  const path = ledger.anchors.file;
  const problem = path === null ? null : whyNotWritable(path);
  if (problem === null) return [];
  const mend = 'Name a file in a folder that is there and that this user may write to.';
  return [{ where: `${basename(file)}, ledger.anchors.file`, problem, mend }];
}

function whyNotWritable(path: string): string | null {
  try {
    const [folder, there] = [dirname(path), statSync(path, { throwIfNoEntry: false })];
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return 'stands in a folder that is not there';
    if (there && !there.isFile()) return 'is no ordinary file';
    accessSync(there ? path : folder, there ? constants.R_OK | constants.W_OK : constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return 'cannot be written by this user';
  }
}
