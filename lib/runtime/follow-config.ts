import 'server-only';
import { readEnvironment } from '@/lib/config/read-environment';
import type { Config } from '@/lib/config/config';
import { toDigest } from '@/lib/config/digest';
import { readHandedDown } from '@/lib/config/handed-down';
import { toPolicy, withPolicy } from '@/lib/config/policy';
import type { ConfigStore, ConfigVersion } from '@/lib/domain/ports/config-store';
import type { Log } from '@/lib/domain/ports/context';
import { refreshConfig, type ConfigInForce } from './config-in-force';
import { takeConfig } from './take-config';

const REPORT_EVERY_MILLISECONDS = 10_000;

/** The file of this process, and the configuration that it goes by: the file's, under the policy that all agreed on. */
export interface FollowedConfig {
  own: ConfigInForce;
  /** What the file said before its last change, until that was put to the others. */
  before: string | null;
  version: ConfigVersion | null;
  /** Whether the file is the one in force. What no policy holds, as channels of notifications, is as the file says. */
  isAgreed: boolean;
  config: Config;
  digest: string;
  reportedAt: number;
}

export interface Following {
  store: ConfigStore;
  log: Log;
  place: string;
  replica: string;
}

export const beginFollowing = (own: ConfigInForce): FollowedConfig => ({
  own,
  before: null,
  version: null,
  isAgreed: false,
  config: own.config,
  digest: own.digest,
  reportedAt: 0,
});

/**
 * Looks at the file and at what is in force. Throws where the database cannot be asked, and where what
 * is in force cannot be read by this build while nothing is held yet; then nothing has changed here.
 */
export async function followConfig(held: FollowedConfig, following: Following): Promise<FollowedConfig> {
  const { store, log, replica } = following;
  const own = refreshConfig(held.own, log);
  const before = own.file.digest === held.own.file.digest ? held.before : held.own.file.digest;
  const { plan, seq, taken } = await takeConfig(store, own, { replica, before, occasion: 'reload' });
  const reportedAt = await report(held, own, following);
  if (plan === 'differ' && (own.file.digest !== held.own.file.digest || held.version?.seq !== seq))
    log.warn({ digest: own.file.digest, version: seq }, 'the file here is not the configuration in force, which stays');
  const next = { ...held, own, before: null, isAgreed: plan === 'same', reportedAt };
  if (held.version?.seq === seq && held.own === own) return next;
  const version = held.version?.seq === seq ? held.version : await store.findInForce();
  const policy = version && toPolicy(version.content, version.lines);
  if (!version || !policy) {
    if (!held.version) throw new Error('the configuration in force is of a newer build, or there is none');
    log.error({ version: seq }, 'the configuration in force is of a newer build; the one before stays here');
    return { ...next, version: held.version };
  }
  const config = withPolicy(own.config, policy);
  const digest = toDigest(config, readHandedDown(readEnvironment()).embeddedDatabase);
  if (held.version && held.version.seq !== seq)
    log.info({ digest, version: seq, here: taken }, 'the changed configuration is in force');
  return { ...next, version, config, digest };
}

/**
 * Whether a process is to go by something else than before. Secrets that the file only points at are in no digest: where
 * the file was written again, or touched, they were read again.
 */
export const isOther = (next: FollowedConfig, held: FollowedConfig): boolean =>
  next.digest !== held.digest || next.version?.seq !== held.version?.seq || next.own.config !== held.own.config;

/** Said at once where it changed, else now and then, so that the others know that this process is there. */
async function report(held: FollowedConfig, own: ConfigInForce, { store, place, replica }: Following): Promise<number> {
  const isDue = Date.now() - held.reportedAt > REPORT_EVERY_MILLISECONDS;
  if (!isDue && held.own === own) return held.reportedAt;
  await store.report({ replica, place, digest: own.file.digest, mistakes: own.mistakes });
  return Date.now();
}
