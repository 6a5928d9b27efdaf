import 'server-only';
import { findVariable, type Env, type Reading } from './environment';
import type { Mistake } from './mistake';
import { readEndpoints } from './read-aws';
import { readDataDir, readLogLevel } from './read-process';
import { readTextFile } from './read-environment';
import type { LogLevel } from './config';

export interface DemoSettings {
  dataDir: string;
  logLevel: LogLevel;
  /** An endpoint of the person's own; null: the local AWS. */
  foreignEndpoint: string | null;
  region: string | null;
}

/** What the demo has to know before it has a configuration to check. */
export function readDemoSettings(env: Env): { settings: DemoSettings; mistakes: Mistake[] } {
  const reading: Reading = { env, mistakes: [], readFile: readTextFile };
  const settings = {
    dataDir: readDataDir(reading),
    logLevel: readLogLevel(reading),
    foreignEndpoint: readEndpoints(reading).all,
    region: findVariable(env, 'AWS_REGION'),
  };
  return { settings, mistakes: reading.mistakes };
}
