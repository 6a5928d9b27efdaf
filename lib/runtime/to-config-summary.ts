import 'server-only';
import type { Config } from '@/lib/config/config';
import type { ConfigSummary } from '@/lib/domain/ports/context';

const toDiscoverySettings = ({ discovery }: Config['aws']): ConfigSummary['discovery'] =>
  discovery && {
    include: discovery.include,
    exclude: discovery.exclude,
    regions: discovery.regions,
    homeRegion: discovery.homeRegion,
    everySeconds: discovery.everySeconds,
  };

/** What Settings shows: no secret, and nothing that one could be guessed from. */
export const toConfigSummary = (config: Config, digest: string): ConfigSummary => ({
  source: config.source,
  digest,
  demo: config.demo,
  publicUrl: config.web.publicUrl,
  providers: config.auth.providers.map(({ id, name, issuer }) => ({ id, name, issuer })),
  historyPollSeconds: config.sync.historySeconds,
  inventoryPollSeconds: config.sync.inventorySeconds,
  unfollowedPollSeconds: config.sync.withoutHistorySeconds,
  lookupEventsPercent: config.sync.lookupEventsPercent,
  sessionIdleSeconds: config.auth.sessionIdleSeconds,
  sessionSeconds: config.auth.sessionSeconds,
  tokenFreshSeconds: config.auth.tokenFreshSeconds,
  awsEndpoint: config.aws.endpoints.all ?? config.aws.endpoints.secretsManager,
  discovery: toDiscoverySettings(config.aws),
  athena: config.athena,
  trail: config.trail,
  notifications: {
    scopeFailingHours: config.notifications.scopeFailingHours,
    channels: config.notifications.channels.map(({ url, keys, ...channel }) => ({
      ...channel,
      host: new URL(url).host,
      signatures: keys.length,
    })),
  },
  unusual: config.unusual,
  retention: config.retention,
  ledger: {
    sinks: Object.entries({
      log: config.ledger.anchors.log,
      file: config.ledger.anchors.file,
      s3: config.ledger.anchors.s3,
    })
      .filter(([, stated]) => Boolean(stated))
      .map(([name]) => name),
    everyMinutes: config.ledger.anchors.everyMinutes,
    everyEntries: config.ledger.anchors.everyEntries,
    stdout: config.ledger.stdout,
  },
});
