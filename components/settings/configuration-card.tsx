import type { SettingsView } from '@/lib/contract/system';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { Time } from '@/components/ui/time';
import { ConfigFiles } from './config-files';

const GUARDS = {
  'append-only': 'append-only by database role',
  'tamper-evident': 'tamper-evident only: one database role for everything',
} as const;

/** Shown and explained, never written: the configuration is a file that people review. */
export function ConfigurationCard({ settings, now }: { settings: SettingsView; now: string }) {
  const { config } = settings;
  return (
    <Card id="configuration" aria-label="Configuration">
      <CardHeader>
        <CardTitle>Configuration</CardTitle>
        <p className="text-ink-3">read from a file; Keyledger never writes it</p>
      </CardHeader>
      <CardBody>
        <ConfigFiles files={settings.files} now={now} />
        <Facts>
          <Fact label="Source">{config.source}</Fact>
          {settings.agreed && (
            <Fact label="In force">
              version {settings.agreed.version}, since <Time at={settings.agreed.since} now={now} />
            </Fact>
          )}
          <Fact label="Digest">
            <span className="font-mono text-sm">{config.digest}</span>
          </Fact>
          <Fact label="Mode">{config.demo ? 'demo: personas instead of sign-in, no real AWS' : 'real'}</Fact>
          <Fact label="Address">{config.publicUrl}</Fact>
          <Fact label="AWS endpoint">{config.awsEndpoint ?? 'AWS’s own'}</Fact>
          <Fact label="Inventory">
            changes as events name them, whole every {config.inventoryPollSeconds} s; without a history every{' '}
            {config.unfollowedPollSeconds} s
          </Fact>
          <Fact label="History">
            every {config.historyPollSeconds} s, with {config.lookupEventsPercent} % of LookupEvents’ quota
          </Fact>
          <Fact label="Ledger">{GUARDS[settings.ledgerGuard]}</Fact>
          <Fact label="Sign-in">
            {config.providers.length === 0
              ? 'no provider'
              : config.providers.map(({ id, name, issuer }) => (
                  <div key={id}>
                    {name} <span className="text-ink-3">{issuer}</span>
                  </div>
                ))}
          </Fact>
        </Facts>
      </CardBody>
    </Card>
  );
}
