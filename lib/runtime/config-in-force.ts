import 'server-only';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Config } from '@/lib/config/config';
import { loadConfig, type LoadedFile } from '@/lib/config/load-config';
import { toMistakeLine, type Mistake } from '@/lib/config/mistake';
import { readEnvironment, readTextFile } from '@/lib/config/read-environment';
import type { Log } from '@/lib/domain/ports/context';
import { toFileMark } from './file-mark';

const SETTLED_MILLISECONDS = 1000;

/** This process's own configuration as it was last valid, and its file as it was when it was read. */
export interface ConfigInForce {
  config: Config;
  digest: string;
  file: LoadedFile;
  fileMark: string;
  /** Of what stands in the file now, where that is refused. */
  mistakes: string[];
}

/** Throws where it is not valid: the supervisor has checked it just before, and says all mistakes itself. */
export function readConfigInForce(): ConfigInForce {
  const loaded = loadConfig(readEnvironment(), readTextFile);
  if (!loaded.ok) throw new Error(`the configuration is not valid: ${loaded.mistakes.map(toMistakeLine).join(' ')}`);
  const { config, digest, file } = loaded;
  return { config, digest, file, fileMark: toFileMark(config.file), mistakes: [] };
}

/**
 * The configuration after a change of its file; the same one where nothing changed, or where what
 * stands there now is broken: then the log says why, once for each state of the file.
 */
export function refreshConfig(inForce: ConfigInForce, log: Log): ConfigInForce {
  const { file } = inForce.config;
  const fileMark = toFileMark(file);
  if (fileMark === inForce.fileMark || isBeingWritten(file)) return inForce;
  const loaded = loadConfig(readEnvironment(), readTextFile);
  // Somebody began to write while it was read.
  if (toFileMark(file) !== fileMark) return inForce;
  const mistakes = loaded.ok ? findLostAccounts(loaded.config) : loaded.mistakes;
  if (!loaded.ok || mistakes.length > 0) {
    const lines = mistakes.map(toMistakeLine);
    log.error({ mistakes: lines }, 'the changed configuration is refused; the old one stays');
    return { ...inForce, fileMark, mistakes: lines };
  }
  const { config, digest, file: read } = loaded;
  return { config, digest, file: read, fileMark, mistakes: [] };
}

/** Whose credentials we run with is asked at the start alone: a list that is taken away leaves nothing to look at. */
const findLostAccounts = ({ aws, file }: Config): Mistake[] =>
  aws.accounts.length > 0 || aws.discovery
    ? []
    : [
        {
          where: `${basename(file)}, accounts`,
          problem: 'is no longer there, and the account of the credentials is not known',
          mend: 'Put it back, or start Keyledger again.',
        },
      ];

/** Half of a file may be a valid one that lacks its last denials. */
function isBeingWritten(file: string): boolean {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat !== undefined && Math.abs(Date.now() - stat.mtimeMs) < SETTLED_MILLISECONDS;
  } catch {
    return false;
  }
}
