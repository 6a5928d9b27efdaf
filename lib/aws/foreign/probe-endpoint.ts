import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeSecretCommand, ListSecretVersionIdsCommand } from '@aws-sdk/client-secrets-manager';
import type { AwsOptions } from '@/lib/aws/aws-options';
import { discoverCaller } from '@/lib/aws/discover-caller';
import type { ReadClients } from '@/lib/aws/read-clients';
import { toSecretVersion } from '@/lib/aws/to-secret-version';
import type { EndpointFacts } from '@/lib/domain/endpoint/endpoint-facts';
import { toCallId } from '@/lib/domain/endpoint/stand-in-arn';
import type { Scope } from '@/lib/domain/scope';
import type { ObservedSecret, SecretVersion } from '@/lib/domain/secret';
import { askForNothing, NO_SECRET } from './ask-for-nothing';
import { askForOne, type OnePage } from './ask-for-one';
import { isOfThisMoment } from './drop-moving-dates';

const MINUTE = 60_000;
/** The listing that is judged by it waits. */
const LONGEST_MS = 20_000;

const turnCase = (name: string): string =>
  name.replaceAll(/[a-z]|[A-Z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

async function askCaller(options: AwsOptions, scope: Scope): Promise<boolean> {
  const asked = discoverCaller({ ...options, region: scope.region });
  return asked.then(
    () => true,
    () => false,
  );
}

async function askVersions({ secrets }: ReadClients, { arn }: ObservedSecret): Promise<SecretVersion[] | null> {
  try {
    const { Versions = [] } = await secrets.send(new ListSecretVersionIdsCommand({ SecretId: toCallId(arn) }));
    return Versions.map(toSecretVersion).filter((version) => version !== null);
  } catch {
    return null;
  }
}

async function askLabels({ secrets }: ReadClients, { arn }: ObservedSecret): Promise<boolean | null> {
  try {
    const { VersionIdsToStages } = await secrets.send(new DescribeSecretCommand({ SecretId: toCallId(arn) }));
    return VersionIdsToStages !== undefined;
  } catch {
    return null;
  }
}

/** Dates of now on a secret that nobody has changed for a minute. */
function findMoving(sample: ObservedSecret, versions: readonly SecretVersion[], askedAt: Date): boolean | null {
  const changedAt = sample.lastChangedAt ?? sample.createdAt;
  if (changedAt === null || askedAt.getTime() - changedAt.getTime() < MINUTE || versions.length === 0) return null;
  return versions.every(({ createdAt }) => isOfThisMoment(createdAt, askedAt));
}

const NOTHING_LEARNT: EndpointFacts = {
  caller: null,
  refusal: null,
  ascending: null,
  next: null,
  descending: null,
  noName: null,
  otherCase: null,
  labels: null,
  movingDates: null,
};

/** Asks a foreign endpoint some ten reading calls, each of which may fail without harm; one that hangs is not waited for. */
export async function probeEndpoint(
  options: AwsOptions,
  clients: ReadClients,
  scope: Scope,
  sample: ObservedSecret | null,
  longestMs = LONGEST_MS,
): Promise<EndpointFacts> {
  const over = new AbortController();
  const deadline = sleep(longestMs, NOTHING_LEARNT, { signal: over.signal }).catch(() => NOTHING_LEARNT);
  try {
    return await Promise.race([askAll(options, clients, scope, sample), deadline]);
  } finally {
    over.abort();
  }
}

async function askAll(
  options: AwsOptions,
  clients: ReadClients,
  scope: Scope,
  sample: ObservedSecret | null,
): Promise<EndpointFacts> {
  const { secrets } = clients;
  const ask = (input: Parameters<typeof askForOne>[1]): Promise<OnePage | null> => askForOne(secrets, input);
  const named = (name: string) => ask({ Filters: [{ Key: 'name', Values: [name] }] });
  const ascending = await ask({ SortOrder: 'asc' });
  const other = sample ? turnCase(sample.name) : '';
  const askedAt = new Date();
  const versions = sample && (await askVersions(clients, sample));
  const labelled = versions?.some(({ stages }) => stages.length > 0) ?? null;
  const described = sample && labelled !== true ? await askLabels(clients, sample) : null;
  return {
    caller: await askCaller(options, scope),
    refusal: await askForNothing(secrets),
    ascending,
    next: ascending?.token === undefined ? null : await ask({ SortOrder: 'asc', NextToken: ascending.token }),
    descending: await ask({ SortOrder: 'desc' }),
    noName: await named(NO_SECRET),
    otherCase: sample && other !== sample.name ? await named(other) : null,
    labels: labelled === true ? true : (described ?? labelled),
    movingDates: sample && versions ? findMoving(sample, versions, askedAt) : null,
  };
}
