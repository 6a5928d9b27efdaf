import 'server-only';
import { basename } from 'node:path';
import { findVariable, type Reading } from './environment';
import { toFileMistakes, toWhere } from './file-mistakes';
import { configFile, type ConfigFile } from './file-schema';
import { parseYaml, type Path } from './yaml-document';

export interface ReadFile {
  path: string;
  /** Without it, the environment alone speaks. */
  present: boolean;
  file: ConfigFile;
  /** Where a path stands, for a mistake. */
  at: (path: Path) => string;
}

const DEFAULT_PATH = 'keyledger.yaml';
const EMPTY = configFile.parse({});

/** keyledger.yaml, or the one that KEYLEDGER_CONFIG names. null: there are mistakes in it, and they are listed. */
export function readConfigFile({ env, mistakes, readFile }: Reading): ReadFile | null {
  const named = findVariable(env, 'KEYLEDGER_CONFIG');
  const path = named ?? DEFAULT_PATH;
  const fileName = basename(path);
  const text = tryRead(path, readFile);
  if (text === undefined || (text === null && named !== null)) {
    const where = named === null ? fileName : 'KEYLEDGER_CONFIG';
    mistakes.push({ where, problem: `${path} cannot be read`, mend: 'Name a file that this user may read.' });
    return null;
  }
  if (text === null) return { path, present: false, file: EMPTY, at: () => DEFAULT_PATH };
  const parsed = parseYaml(text, fileName);
  if (!parsed.ok) {
    mistakes.push(...parsed.mistakes);
    return null;
  }
  const checked = configFile.safeParse(parsed.document.value, { reportInput: false });
  if (!checked.success) {
    mistakes.push(...toFileMistakes(checked.error.issues, parsed.document, fileName));
    return null;
  }
  return { path, present: true, file: checked.data, at: (where) => toWhere(fileName, parsed.document, where) };
}

/** undefined: it is there and cannot be read. */
function tryRead(path: string, readFile: Reading['readFile']): string | null | undefined {
  try {
    return readFile(path);
  } catch {
    return undefined;
  }
}
