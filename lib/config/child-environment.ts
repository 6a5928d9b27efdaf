import 'server-only';
import type { Config } from './config';
import type { Env } from './environment';
import { HANDED_DOWN, type HandedDown } from './handed-down';

/** The environment of the worker and the web server: ours, with what the supervisor found out and made. */
export function toChildEnvironment(
  env: Env,
  found: {
    handedDown: HandedDown;
    database: NonNullable<Config['database']>;
    sessionSecret: string;
    publicUrl: string;
  },
): Env {
  return {
    ...env,
    // Also where it is the default: proxy.ts reads it, and may import nothing that would work it out.
    KEYLEDGER_URL: found.publicUrl,
    DATABASE_URL: found.database.url,
    DATABASE_MIGRATION_URL: found.database.migrationUrl,
    KEYLEDGER_SESSION_SECRET: found.sessionSecret,
    [HANDED_DOWN]: JSON.stringify(found.handedDown),
    // Next would read .env files by itself, past the one reader, and into the demo.
    __NEXT_PROCESSED_ENV: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
