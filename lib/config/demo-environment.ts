import 'server-only';
import type { Env } from './environment';

/** Settings of the real thing that must not leak into the demo: its database, its address, its file, its secrets. */
const NOT_THE_DEMOS =
  /^(DATABASE_.*|TLS_.*|TRUSTED_PROXIES|KEYLEDGER_(URL|CONFIG|SESSION_SECRET|INTERNAL_.*)|NEXTAUTH_.*|AWS_IGNORE_CONFIGURED_ENDPOINT_URLS)$/;

export interface DemoEndpoint {
  url: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
}

/**
 * The demo's environment. `local`: the local AWS, which nothing of the person's own AWS settings may reach; null: an
 * endpoint of their own, in `region`.
 */
export function toDemoEnvironment(
  env: Env,
  demo: { dataDir: string; configFile: string; local: DemoEndpoint | null; region?: string | null },
): Env {
  const { local, configFile } = demo;
  const kept = Object.entries(env).filter(([name]) => !NOT_THE_DEMOS.test(name) && !(local && name.startsWith('AWS_')));
  return {
    ...Object.fromEntries(kept),
    KEYLEDGER_DATA: demo.dataDir,
    KEYLEDGER_CONFIG: configFile,
    ...(demo.region && { AWS_REGION: demo.region }),
    ...(local && {
      AWS_ENDPOINT_URL: local.url,
      AWS_REGION: local.region,
      AWS_ACCESS_KEY_ID: local.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: local.credentials.secretAccessKey,
      // Neither a profile nor an instance's role may come before the keys above.
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    }),
  };
}
