import type { Operation } from '@/lib/contract/operation';
import type { SecretItem } from '@/lib/contract/secret-item';

/** One thing that somebody sees or does not, as the parameters of a query name it. */
export interface Named {
  secret: SecretItem;
  principal: string;
}

const pairs = (tags: SecretItem['tags']): string[] =>
  Object.entries(tags).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);

const day = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

/** By parameter: what is worth asking for; what names something does so once for each that is given. */
const VALUES: Readonly<Record<string, (named: Named) => readonly string[]>> = {
  id: ({ secret }) => [secret.id],
  env: ({ secret }) => [secret.environment.value],
  account: ({ secret }) => [secret.account],
  region: ({ secret }) => [secret.region],
  // Of secrets, of scopes, of reviews, of unusual reads, of waves and what is in them.
  state: ({ secret }) => [
    secret.rotation.state,
    'fresh',
    'failing',
    'open',
    'overdue',
    'signed',
    'dismissed',
    'all',
    'aborted',
    'skipped',
  ],
  service: ({ secret }) => [secret.service ?? 'none'],
  owner: ({ secret }) => [secret.owner?.value ?? 'none'],
  owningService: ({ secret }) => [secret.owningService ?? secret.type ?? 'rds'],
  key: ({ secret }) => [secret.kmsKeyId ?? 'none'],
  tag: ({ secret }) => pairs(secret.tags),
  q: ({ secret }) => [secret.name, secret.name.slice(-12), secret.description ?? 'none', ...Object.keys(secret.tags)],
  valueAge: () => ['<30d', '>1d', 'unknown'],
  lastRead: () => ['<30d', 'never', 'unknown'],
  due: () => ['overdue', 'soon', 'later'],
  readBy: ({ principal }) => [principal, `${principal}@${day(3).slice(0, 10)}`],
  since: () => [day(3).slice(0, 10)],
  day: () => [day(-1).slice(0, 10)],
  pending: () => ['include', 'only', 'exclude'],
  prefix: ({ secret }) => [secret.name, secret.name.slice(0, secret.name.lastIndexOf('/') + 1) || 'none/'],
  below: () => ['exclude'],
  without: ({ secret }) => ['service', ...Object.keys(secret.tags).map((key) => `tag:${key}`)],
  by: ({ secret }) => ['path', 'env', 'service', ...Object.keys(secret.tags).map((key) => `tag:${key}`)],
  under: ({ secret }) => [secret.name.slice(0, secret.name.lastIndexOf('/') + 1) || 'none/'],
  only: () => ['incomplete', 'differing'],
  sort: () => ['name', 'valueAge', 'lastRead', 'nextRotation', 'reads30d'],
  order: () => ['asc', 'desc', 'people', 'count'],
  limit: () => ['1', '200'],
  cursor: () => ['e30', 'broken'],
  include: () => ['total', 'facets', 'histogram', 'presets', 'none'],
  actorKind: () => ['person', 'workload', 'aws-service', 'this-dashboard', 'unknown'],
  outcome: () => ['success', 'denied', 'failed'],
  from: () => [day(3)],
  to: () => [day(0)],
  action: () => ['read', 'secret.rotate', 'GetSecretValue'],
  principal: ({ principal }) => [principal],
  as: ({ principal }) => [principal],
  secret: ({ secret }) => [secret.id, secret.name],
  address: () => ['127.'],
  rule: () => ['root', 'person-prod', 'denied-burst', 'outside-ledger'],
  active: () => ['true', 'false'],
  verdict: () => ['read', 'left', 'unexpected', 'unmarked'],
  done: () => ['true', 'false'],
  tested: () => ['never', 'wrong'],
  phase: () => ['done', 'refused'],
  permission: () => ['inventory.read', 'secret.reveal'],
  person: () => ['none'],
  provider: () => ['bench'],
  group: () => ['owner'],
  email: () => ['a@example.com'],
  claim: () => ['a=b'],
  subject: () => ['someone'],
  actor: () => ['https://bench.invalid|admin'],
};

/** Routes whose filter is that of the list, by one function and in one index: of it they are asked for these alone. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  listGroups: ['by', 'under', 'q', 'pending', 'cursor', 'limit'],
  listMatrix: ['env', 'only', 'q', 'tag', 'cursor', 'limit'],
};

/** Every query of a route that is worth asking for; throws for a parameter that nobody thought of. */
export function queriesOf({ id, query }: Operation, named: readonly Named[]): string[] {
  const names = Object.keys(query.shape);
  const asked = names.flatMap((name) => {
    const values = VALUES[name];
    if (!values) throw new Error(`${id} has a parameter ${name}: queries.ts has to learn what to ask for`);
    if (ALIKE[id]?.includes(name) === false) return [];
    return named.flatMap((one) => values(one).map((value) => `${name}=${encodeURIComponent(value)}`));
  });
  const first = names.includes('limit') ? ['limit=1', 'limit=200'] : [];
  return ['', ...new Set([...first, ...asked])].map((text) => (text === '' ? '' : `?${text}`));
}
