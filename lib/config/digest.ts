import 'server-only';
import { createHash } from 'node:crypto';
import type { Config } from './config';

/**
 * SHA-256 over the effective configuration in canonical JSON, without secrets: two processes with the
 * same digest decide alike. Goes into the ledger at every start and reload.
 */
export function toDigest(config: Config, embedded: boolean): string {
  const { metricsToken, ...web } = config.web;
  const { sessionSecret: _, ...auth } = config.auth;
  // Who AWS says we are decides nothing, and is not known while AWS cannot be reached.
  const { caller: _caller, ...aws } = config.aws;
  const effective = {
    demo: config.demo,
    web: { ...web, metrics: metricsToken !== null },
    database: embedded || config.database === null ? 'embedded' : toLocation(config.database.url),
    aws,
    athena: config.athena,
    trail: config.trail,
    environmentRules: config.environmentRules,
    actRules: config.actRules,
    auth: {
      ...auth,
      providers: auth.providers.map(({ clientSecret: _secret, ...provider }) => provider),
      // A comment that moves a line changes nothing.
      statements: auth.statements.map(({ who, grants }) => ({ who, grants })),
    },
    ledger: config.ledger,
    notifications: {
      ...config.notifications,
      channels: config.notifications.channels.map(({ url: _url, keys, ...channel }) => ({
        ...channel,
        keys: keys.length,
      })),
    },
    unusual: config.unusual,
    retention: config.retention,
    sync: config.sync,
  };
  return toContentDigest(effective);
}

/** SHA-256, in hex, over the canonical JSON of anything. */
export const toContentDigest = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sortKeys(content)))
    .digest('hex');

function toLocation(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return host + pathname;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
