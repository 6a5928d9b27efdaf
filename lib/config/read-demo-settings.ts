import 'server-only';
import type { Env, Reading } from './environment';
import type { Mistake } from './mistake';
import { readForeignEndpoint, type ForeignEndpoint } from './read-foreign-endpoint';
import { readDataDir, readLogLevel } from './read-process';
import { readTextFile } from './read-environment';
import type { LogLevel } from './config';

export interface DemoSettings {
  dataDir: string;
  logLevel: LogLevel;
  /** An endpoint of the person's own; null: the local AWS. */
  foreignEndpoint: ForeignEndpoint | null;
}

/** What the demo has to know before it has a configuration to check. */
export function readDemoSettings(env: Env): { settings: DemoSettings; mistakes: Mistake[] } {
  const reading: Reading = { env, mistakes: [], readFile: readTextFile };
  const settings = {
    dataDir: readDataDir(reading),
    logLevel: readLogLevel(reading),
    foreignEndpoint: readForeignEndpoint(reading),
  };
  return { settings, mistakes: reading.mistakes };
}
