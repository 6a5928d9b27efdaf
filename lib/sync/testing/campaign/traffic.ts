import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Scope } from '@/lib/domain/scope';
import { adminClient } from '@/lib/services/testing/admin-client';
import type { LocalAws } from '@/lib/local-aws/start';
import { scopeOf } from '@/lib/local-aws/world/world';

/** People and programs that go on while Keyledger's processes die: reads, new values, tags, secrets that come and go. */
export function startCampaignTraffic(
  local: LocalAws,
  scopes: readonly Scope[],
  random: () => number,
  pauseMilliseconds: number,
) {
  const clients = scopes.map((scope) => ({ scope, client: adminClient(local.url, scope) }));
  const stopping = new AbortController();
  let made = 0;

  async function once(): Promise<void> {
    const chosen = clients[Math.floor(random() * clients.length)];
    if (!chosen) return;
    const { scope, client } = chosen;
    const known = [...scopeOf(local.world, scope.accountId, scope.region).byArn.values()];
    const secret = known.filter(({ deletion }) => deletion === undefined)[Math.floor(random() * known.length)];
    const dice = random();
    made += 1;
    if (dice < 0.1 || !secret) {
      const Name = `campaign/${Math.floor(random() * 12)}`;
      await client.send(new CreateSecretCommand({ Name, SecretString: 'CANARY-campaign' }));
    } else if (dice < 0.15 && secret.name.startsWith('campaign/')) {
      await client.send(new DeleteSecretCommand({ SecretId: secret.arn, ForceDeleteWithoutRecovery: true }));
    } else if (dice < 0.25) {
      await client.send(new PutSecretValueCommand({ SecretId: secret.arn, SecretString: `CANARY-${made}` }));
    } else if (dice < 0.35) {
      const Tags = [{ Key: 'campaign', Value: String(made) }];
      await client.send(new TagResourceCommand({ SecretId: secret.arn, Tags }));
    } else {
      await client.send(new GetSecretValueCommand({ SecretId: dice < 0.6 ? secret.name : secret.arn }));
    }
  }

  async function go(): Promise<void> {
    while (!stopping.signal.aborted) {
      // AWS refuses what two did to one secret at once; what it refuses is in its trail, or nowhere.
      await once().catch((error: unknown) => {
        if (!(error instanceof Error && '$metadata' in error)) throw error;
      });
      await sleep(pauseMilliseconds);
    }
  }
  const going = go();
  return {
    async stop() {
      stopping.abort();
      await going;
    },
  };
}
