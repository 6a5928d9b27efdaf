import 'server-only';
import type { Config } from './config';
import type { Env, Reading } from './environment';
import type { Mistake } from './mistake';
import { readEndpoints, readRegion } from './read-aws';
import { readDatabase } from './read-database';
import { readTextFile } from './read-environment';
import { readDataDir } from './read-process';

export interface StoreSettings {
  dataDir: string;
  database: Config['database'];
  /** The demo's endpoint where it is not the local AWS. */
  foreignEndpoint: string | null;
  region: string | null;
}

/** What backup, restore and verify-ledger need: they work also where keyledger.yaml is broken. */
export function readStoreSettings(env: Env): { settings: StoreSettings; mistakes: Mistake[] } {
  const reading: Reading = { env, mistakes: [], readFile: readTextFile };
  const settings = {
    dataDir: readDataDir(reading),
    database: readDatabase(reading),
    foreignEndpoint: readEndpoints(reading).all,
    region: readRegion(reading),
  };
  return { settings, mistakes: reading.mistakes };
}
