import 'server-only';
import { checkEnvironmentNames } from './check-environments';
import type { AccountConfig } from './aws-config';
import type { Config } from './config';
import { toDigest } from './digest';
import type { Env, Reading } from './environment';
import { readHandedDown, type HandedDown } from './handed-down';
import { isLoopback } from './loopback';
import type { Mistake } from './mistake';
import { readAuth } from './read-auth';
import { readEndpoints, readRegion } from './read-aws';
import { readConfigFile, type ReadFile } from './read-config-file';
import { readDatabase } from './read-database';
import { readDataDir, readLogLevel } from './read-process';
import { readWeb } from './read-web';
import { toAccounts } from './to-accounts';
import { toActRules, toEnvironmentRules } from './to-rules';

export type Loaded = { ok: true; config: Config; digest: string } | { ok: false; mistakes: Mistake[] };

/**
 * The whole configuration from the environment and keyledger.yaml, or every mistake in them at once.
 * `readFile` gives a file's text, null where there is none, and throws where it cannot be read.
 */
export function loadConfig(env: Env, readFile: Reading['readFile']): Loaded {
  const reading: Reading = { env, mistakes: [], readFile };
  const handedDown = readHandedDown(env);
  const web = readWeb(reading);
  if (handedDown.demo && !(isLoopback(web.host) && isLoopback(new URL(web.publicUrl).hostname)))
    reading.mistakes.push({
      where: 'HOST',
      problem: 'the demo lets anybody in and so answers on loopback alone',
      mend: 'Leave out HOST and KEYLEDGER_URL.',
    });
  const database = readDatabase(reading);
  const endpoints = readEndpoints(reading);
  const [dataDir, logLevel] = [readDataDir(reading), readLogLevel(reading)];
  const read = readConfigFile(reading);
  // Without the file its consequences are guesses: only what it says wrongly is listed, not what follows.
  if (!read) return { ok: false, mistakes: reading.mistakes };
  const region = readRegion(reading);
  const environmentRules = toEnvironmentRules(read.file.environments);
  checkEnvironmentNames(read.file, environmentRules, reading, read.at);
  const config: Config = {
    source: read.present ? read.path : 'environment',
    file: read.path,
    demo: handedDown.demo,
    web,
    database,
    aws: {
      endpoints,
      region,
      accounts: findAccounts(reading, read, handedDown),
      callerAccountId: handedDown.caller?.accountId ?? null,
      ownCredentials: handedDown.demo && handedDown.ownCredentials,
    },
    environmentRules,
    actRules: toActRules(read.file.environments),
    auth: readAuth(reading, read, web.publicUrl, handedDown.demo),
    sync: read.file.sync,
    dataDir,
    logLevel,
  };
  if (reading.mistakes.length > 0) return { ok: false, mistakes: reading.mistakes };
  return { ok: true, config, digest: toDigest(config, handedDown.embeddedDatabase) };
}

/** Those of the file; else the caller's own account, once the supervisor has asked AWS for it. */
function findAccounts(reading: Reading, { file, at }: ReadFile, { caller }: HandedDown): AccountConfig[] {
  if (file.accounts) return toAccounts(file.accounts, reading, at);
  if (!caller) return [];
  const roles = { read: null, reveal: null, rotate: null, recover: null };
  return [{ id: caller.accountId, name: caller.accountId, regions: [caller.region], roles, externalId: null }];
}
