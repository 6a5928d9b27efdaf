import 'server-only';
import { checkAliases, checkEnvironmentNames } from './check-environments';
import type { AccountConfig } from './aws-config';
import type { Config } from './config';
import { toContentDigest, toDigest } from './digest';
import type { Env, Reading } from './environment';
import { readHandedDown, type HandedDown } from './handed-down';
import type { ConfigFile } from './file-schema';
import { isLoopback } from './loopback';
import type { Mistake } from './mistake';
import { readAuth } from './read-auth';
import { readEndpoints, readRegion } from './read-aws';
import { readConfigFile, type ReadFile } from './read-config-file';
import { readDatabase } from './read-database';
import { readDataDir, readLogLevel } from './read-process';
import { readLedger } from './read-ledger';
import { readWeb } from './read-web';
import { toAccounts } from './to-accounts';
import { toAthena } from './to-athena';
import { toTrail } from './to-trail';
import { toDiscovery } from './to-discovery';
import { toNotifications } from './to-notifications';
import { toPolicyLimits } from './to-policy-limits';
import { toActRules, toEnvironmentRules } from './to-rules';
import { toRetention } from './to-retention';
import { toUnusual } from './to-unusual';

/** What the file itself says, which several processes can compare. */
export interface LoadedFile {
  content: ConfigFile;
  /** Of the content: two files with the same digest say the same. */
  digest: string;
  /** The line of each grant; -1 where there is no file. */
  lines: number[];
}

export type Loaded =
  | { ok: true; config: Config; digest: string; file: LoadedFile }
  | { ok: false; mistakes: Mistake[] };

/**
 * The whole configuration from the environment and keyledger.yaml, or every mistake in them at once.
 * `readFile` gives a file's text, null where there is none, and throws where it cannot be read.
 */
export function loadConfig(env: Env, readFile: Reading['readFile']): Loaded {
  const reading: Reading = { env, mistakes: [], readFile };
  const handedDown = readHandedDown(env);
  const web = readWeb(reading);
  const local = isLoopback(web.host) && isLoopback(new URL(web.publicUrl).hostname);
  if (handedDown.demo && !local)
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
  checkAliases(environmentRules, reading, read.at);
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
      discovery: toDiscovery(read.file.discovery, region, reading, read.at),
      caller: handedDown.caller && { accountId: handedDown.caller.accountId, arn: handedDown.caller.arn },
      policyLimits: toPolicyLimits(read.file),
      ownCredentials: handedDown.demo && handedDown.ownCredentials,
    },
    athena: toAthena(read.file.athena, reading, read.at),
    trail: toTrail(read.file.trail, reading, read.at),
    environmentRules,
    actRules: toActRules(read.file.environments),
    auth: readAuth(reading, read, web.publicUrl, handedDown.demo),
    ledger: readLedger(reading, read, dataDir),
    notifications: toNotifications(read.file.notifications, { ...reading, local }, read.at),
    unusual: toUnusual(read.file.unusual),
    retention: toRetention(read.file.retention),
    sync: read.file.sync,
    dataDir,
    logLevel,
  };
  if (reading.mistakes.length > 0) return { ok: false, mistakes: reading.mistakes };
  const file = toLoadedFile(read, config);
  return { ok: true, config, digest: toDigest(config, handedDown.embeddedDatabase), file };
}

const toLoadedFile = ({ file }: ReadFile, { auth }: Config): LoadedFile => ({
  content: file,
  digest: toContentDigest(file),
  lines: auth.statements.map(({ line }) => line ?? -1),
});

/** Those of the file; else, where none are to be found, the caller's own account, once the supervisor has asked AWS for it. */
function findAccounts(reading: Reading, { file, at }: ReadFile, { caller }: HandedDown): AccountConfig[] {
  if (file.accounts) return toAccounts(file.accounts, reading, at);
  if (!caller || file.discovery) return [];
  const roles = { read: null, reveal: null, rotate: null, recover: null };
  return [{ id: caller.accountId, name: caller.accountId, regions: [caller.region], roles, externalId: null }];
}
