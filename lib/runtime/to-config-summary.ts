import 'server-only';
import type { Config } from '@/lib/config/config';
import type { ConfigSummary } from '@/lib/domain/ports/context';

/** What Settings shows: no secret, and nothing that one could be guessed from. */
export const toConfigSummary = (config: Config, digest: string): ConfigSummary => ({
  source: config.source,
  digest,
  demo: config.demo,
  publicUrl: config.web.publicUrl,
  providers: config.auth.providers.map(({ id, name, issuer }) => ({ id, name, issuer })),
  historyPollSeconds: config.sync.historySeconds,
  inventoryPollSeconds: config.sync.inventorySeconds,
  sessionIdleSeconds: config.auth.sessionIdleSeconds,
  awsEndpoint: config.aws.endpoints.all ?? config.aws.endpoints.secretsManager,
});
