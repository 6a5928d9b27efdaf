import 'server-only';
import type { ActRules } from '@/lib/domain/act-rules';
import type { EnvironmentRules } from '@/lib/domain/environment';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import type { Config } from './config';
import type { Reading } from './environment';
import { configFile } from './file-schema';
import { toIssuer } from './to-providers';
import { toActRules, toEnvironmentRules } from './to-rules';
import { toStatements } from './to-statements';

/** What a file says about who may do what: the part that all processes take from the version in force. */
export interface Policy {
  environmentRules: EnvironmentRules;
  actRules: ActRules;
  statements: GrantStatement[];
  /** Whose people there are. */
  issuers: string[];
  sessionIdleSeconds: number;
  sessionSeconds: number;
}

/** The policy of a file's checked content; null: this build does not know all of what it says, and so must not go by it. */
export function toPolicy(content: unknown, lines: readonly number[]): Policy | null {
  const checked = configFile.safeParse(content);
  if (!checked.success) return null;
  const { environments, signIn, grants } = checked.data;
  const reading: Reading = { env: {}, mistakes: [], readFile: () => null };
  const providers = (signIn?.providers ?? []).map(({ id, issuer, groupsClaim }) => ({
    id,
    issuer: toIssuer(issuer),
    groupsClaim: groupsClaim ?? null,
  }));
  const lineAt = ([, index]: readonly (string | number)[]) => {
    const line = lines[Number(index)] ?? -1;
    return line > 0 ? line : undefined;
  };
  const statements = toStatements(grants ?? [], providers, reading, { at: () => '', lineAt });
  if (reading.mistakes.length > 0) return null;
  return {
    environmentRules: toEnvironmentRules(environments),
    actRules: toActRules(environments),
    statements,
    issuers: providers.map(({ issuer }) => issuer),
    sessionIdleSeconds: (signIn?.sessionIdleMinutes ?? 30) * 60,
    sessionSeconds: (signIn?.sessionHours ?? 12) * 3600,
  };
}

/**
 * A process's own configuration under the policy in force. How a provider is asked, the process's own file says; a
 * provider that the policy does not know lets nobody in, however late that file is.
 */
export function withPolicy(config: Config, policy: Policy): Config {
  const { environmentRules, actRules, issuers, ...auth } = policy;
  const providers = config.auth.providers.filter(({ issuer }) => issuers.includes(issuer));
  return { ...config, environmentRules, actRules, auth: { ...config.auth, ...auth, providers } };
}
