import type { Tag } from '@/lib/local-aws/world/secret';
import { hash32, pick, share } from './hash';
import { accounts as toldAccounts, type Account } from './identities';
import { nameFiller } from './filler-names';
import { flatten, keepOne } from './keep-one';
import { regionOf } from './plan-places';
import type { Reader, RotationStory, SecretSpec, ValueKind } from './spec';

const services: [team: string, names: string[]][] = [
  ['payments', ['billing', 'ledger', 'refunds', 'payouts', 'invoices']],
  ['identity', ['auth', 'sessions', 'directory', 'mfa', 'consent']],
  ['search', ['indexer', 'suggest', 'catalog', 'ranking']],
  ['web', ['storefront', 'checkout', 'cms', 'media', 'newsletter']],
  ['ops', ['monitoring', 'backup', 'deploy', 'mail', 'audit']],
];
const leaves = ['db', 'redis', 'partner-api-key', 'session-key', 'oauth-client', 'webhook-secret', 'smtp', 'tls-key', 'sentry-dsn', 'encryption-key', 'sftp', 'slack-token', 's3-signing', 'snowflake', 'kafka'] as const; // prettier-ignore
const values: Record<string, ValueKind> = { 'tls-key': 'binary', 'oauth-client': 'oauth', 'webhook-secret': 'webhook', sftp: 'pem' }; // prettier-ignore
const flat = services.flatMap(([team, names]) => names.map((service) => ({ team, service })));
const envTagWords: Record<string, [string, string]> = {
  prod: ['production', 'prod'],
  staging: ['staging', 'stage'],
  dev: ['dev', 'development'],
};

function storyOf(key: string, leaf: string): RotationStory {
  const roll = share(`rotation ${key}`);
  if (leaf === 'sentry-dsn' || leaf === 'slack-token' || roll < 0.22) return { is: 'never' };
  if (roll < 0.34) return { is: 'off', daysAgo: 100 + (hash32(`off ${key}`) % 600) };
  if (roll < 0.4) return { is: 'overdue', every: 30, daysAgo: 35 + (hash32(`overdue ${key}`) % 60) };
  if (roll < 0.415)
    return {
      is: 'failing',
      every: 30,
      daysAgo: 40 + (hash32(`failing ${key}`) % 40),
      step: pick(key, ['createSecret', 'setSecret', 'testSecret', 'finishSecret']),
    };
  if (roll < 0.425) return { is: 'stuck', every: 30, daysAgo: 60 };
  return { is: 'scheduled', every: pick(`every ${key}`, [7, 14, 30, 30, 60, 90]) };
}

const toTag = keepOne((pair: string): Tag => {
  const [Key = '', Value = ''] = pair.split('=');
  return { Key, Value };
});
const toTags = keepOne((pairs: string): readonly Tag[] => pairs.split(' ').map(toTag));

function tagsOf(key: string, team: string, service: string, environment: string): readonly Tag[] | undefined {
  const roll = share(`tags ${key}`);
  if (roll < 0.1) return undefined;
  const said = roll > 0.97 ? 'dev' : environment;
  const words = envTagWords[said];
  let pairs = `${roll < 0.9 ? 'team' : 'owner'}=${team}`;
  if (words !== undefined && roll < 0.75) pairs += ` Environment=${words[0]}`;
  else if (words !== undefined && roll < 0.85) pairs += ` env=${words[1]}`;
  if (share(`service ${key}`) < 0.2) pairs += ` service=${service}`;
  if (share(`managed ${service}`) < 0.45) pairs += ' managed-by=terraform';
  return toTags(pairs);
}

/** One workload reads it by rule; how often is decided by what the scope's history can still hold. */
function readersOf(key: string, service: string): Reader[] {
  const roll = share(`readers ${key}`);
  if (roll < 0.12) return [];
  const actor = pick(`actor ${key}`, ['ecs', 'eks', 'lambda', 'ec2'] as const);
  const by = pick(`by ${key}`, ['arn', 'arn', 'name', 'partial'] as const);
  const who = actor === 'lambda' ? `${service}-handler` : service;
  if (roll > 0.6) return [{ actor, who, perDay: 1 + (hash32(`often ${key}`) % 3), by }];
  return [{ actor, who, everyDays: pick(`rare ${key}`, [2, 3, 7, 14, 30]), by }];
}

/** Each service begins with other leaves, so that a small world has some of all. */
const offsetOf = keepOne((service: string) => hash32(`leaves ${service}`) % leaves.length);

function* logicalSecrets() {
  for (let round = 0; ; round += 1)
    for (let index = 0; index < leaves.length; index += 1)
      for (const { team, service } of flat) {
        const leaf = leaves[(index + offsetOf(service)) % leaves.length] ?? leaves[0];
        yield { team, service: round === 0 ? service : `${service}-${round + 1}`, leaf };
      }
}

const placed: Record<string, number> = { prod: 0.92, staging: 0.78, dev: 0.62 };

const told = new Set(toldAccounts.map(({ id }) => id));

/** Secrets by rule, as many as asked for: the same service and leaf over the environments, some of them missing somewhere. */
export function* fillerSpecs(
  seed: number,
  accounts: readonly Account[],
  regions: readonly string[],
): Generator<SecretSpec> {
  for (const { team, service, leaf } of logicalSecrets())
    for (const { id: account, environment } of accounts) {
      const logical = `${seed} ${service}/${leaf}`;
      // Accounts beyond those of the stories share an environment and would otherwise hold the same secrets.
      const key = told.has(account) ? `${logical} ${environment}` : `${logical} ${environment} ${account}`;
      if (share(`placed ${key}`) > (placed[environment] ?? 0)) continue;
      const region = regionOf(logical, regions);
      const rotation = storyOf(key, leaf);
      yield {
        account,
        region,
        name: nameFiller({ environment, service, leaf }, key, account),
        value: values[leaf] ?? (/key|token|dsn/.test(leaf) ? 'text' : 'json'),
        // What was rotated was there before.
        createdDaysAgo: Math.max(
          120 + (hash32(`created ${key}`) % 1100),
          30 + ('daysAgo' in rotation ? rotation.daysAgo : 0),
        ),
        tags: tagsOf(key, team, service, environment),
        description: share(`described ${key}`) < 0.3 ? flatten(`${leaf} of ${service}`) : undefined,
        customerKey: share(`key ${key}`) < 0.25,
        rotation,
        functionName: rotation.is === 'never' ? undefined : `rotate-${leaf}`,
        readers: readersOf(key, service),
        lastReadDaysAgo: share(`stale ${key}`) < 0.7 ? 95 + (hash32(`stale ${key}`) % 400) : undefined,
      };
    }
}
