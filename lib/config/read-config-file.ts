import 'server-only';
import { basename } from 'node:path';
import { findVariable, type Reading } from './environment';
import { toFileMistakes, toWhere } from './file-mistakes';
import { configFile, type ConfigFile } from './file-schema';
import { findPrototypeKeys } from './prototype-keys';
import { UnreadableFile } from './unreadable-file';
import { parseYaml, type Path } from './yaml-document';

export interface ReadFile {
  path: string;
  /** Without it, the environment alone speaks. */
  present: boolean;
  file: ConfigFile;
  /** Where a path stands, for a mistake. */
  at: (path: Path) => string;
  /** The line alone; undefined where there is no file. */
  lineAt: (path: Path) => number | undefined;
}

const DEFAULT_PATH = 'keyledger.yaml';
const EMPTY = configFile.parse({});

/** keyledger.yaml, or the one that KEYLEDGER_CONFIG names. null: there are mistakes in it, and they are listed. */
export function readConfigFile({ env, mistakes, readFile }: Reading): ReadFile | null {
  const named = findVariable(env, 'KEYLEDGER_CONFIG');
  const path = named ?? DEFAULT_PATH;
  const fileName = basename(path);
  const { text, problem } = tryRead(path, readFile);
  if (problem !== null || (text === null && named !== null)) {
    const where = named === null ? fileName : 'KEYLEDGER_CONFIG';
    const mend = 'Name a file that this user may read.';
    mistakes.push({ where, problem: `${path} ${problem ?? CANNOT_BE_READ}`, mend });
    return null;
  }
  if (text === null) return { path, present: false, file: EMPTY, at: () => DEFAULT_PATH, lineAt: () => undefined };
  const parsed = parseYaml(text, fileName);
  if (!parsed.ok) {
    mistakes.push(...parsed.mistakes);
    return null;
  }
  const checked = configFile.safeParse(parsed.document.value, { reportInput: false });
  const { document } = parsed;
  const at = (where: Path): string => toWhere(fileName, document, where);
  // The schema passes over such a key where any name may stand, and what was written under it would not hold.
  const silent = findPrototypeKeys(document.value).map((key) => ({
    where: at(key),
    problem: 'is no key that can be used',
    mend: 'Give it another name.',
  }));
  if (!checked.success || silent.length > 0) {
    mistakes.push(...silent, ...toFileMistakes(checked.error?.issues ?? [], document, fileName));
    return null;
  }
  return { path, present: true, file: checked.data, at, lineAt: (where) => document.lineAt(where) };
}

const CANNOT_BE_READ = 'cannot be read';

/** With a problem: it is there and cannot be read. */
function tryRead(path: string, readFile: Reading['readFile']): { text: string | null; problem: string | null } {
  try {
    return { text: readFile(path), problem: null };
  } catch (error) {
    return { text: null, problem: error instanceof UnreadableFile ? error.problem : CANNOT_BE_READ };
  }
}
