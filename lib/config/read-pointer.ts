import 'server-only';
import { findVariable, type Reading } from './environment';

/** Where the file points to instead of holding a secret, so that it can be reviewed like code: one of the two. */
interface Pointer {
  variable: string | undefined;
  file: string | undefined;
}

/** `key`: which of the two it is, by the end of its key's name. */
type Pointed =
  | { key: 'Env' | 'File'; value: string; problem: null }
  | { key: 'Env' | 'File'; value: null; problem: string };

/** What lies there. A problem names the variable, and nothing of a value. */
export function readPointer({ variable, file }: Pointer, { env, readFile }: Reading): Pointed {
  if (variable !== undefined) {
    const value = findVariable(env, variable);
    if (value === null) return { key: 'Env', value, problem: `the variable ${variable} is not set` };
    return { key: 'Env', value, problem: null };
  }
  const value = tryRead(file ?? '', readFile);
  if (value === null) return { key: 'File', value, problem: 'names a file that is empty, not there, or not readable' };
  return { key: 'File', value, problem: null };
}

function tryRead(path: string, readFile: Reading['readFile']): string | null {
  try {
    return readFile(path)?.trim() || null;
  } catch {
    return null;
  }
}
