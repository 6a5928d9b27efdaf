import { parseArgs } from 'node:util';
import type { AthenaExecutor } from './athena/executor';
import { bends, isBend, type Bend } from './bends/bend';
import type { Fault } from './faults/fault';
import { readFault } from './faults/read-fault';
import { choice, date, duration, onOff, OptionError, regionNames, share, whole } from './option-values';
import { regions } from './seed/identities';
import { AwsError } from './wire/aws-error';
import { isJsonObject } from './wire/json';

/** How a world is made and how it behaves; times in milliseconds. */
export type Options = {
  port: number;
  host: string;
  /** Secrets over all scopes, the told stories included. */
  secrets: number;
  /** The first three are those of the stories, the others made up (SEED.md). */
  accounts: number;
  regions: readonly string[];
  seed: number;
  /** The moment the secrets' own dates hang on; left out: now. */
  anchor?: Date;
  traffic: boolean;
  quotas: boolean;
  /** Added to every answer. */
  latencyMs: number;
  /** How long records stay invisible on average; 0: not at all. */
  eventDelayMs: number;
  /** Share of records that come half an hour to a day late. */
  lateEvents: number;
  /** How LookupEvents names a secret: no page of AWS says (aws-facts §2.1). */
  resourceNames: 'name' | 'arn' | 'both';
  /** Whether a denied call's record shows its parameters; both were seen (aws-facts §2.3). */
  deniedParameters: 'filled' | 'null';
  /** Whether the owner's trail has a copy of another account's call (aws-facts §2.4: not confirmed). */
  ownerEvents: boolean;
  /** Whether the accounts are an organisation, the first of them its management account. */
  organization: boolean;
  /** An account that may read the organisation too, by its delegation. */
  delegatedAdmin?: string;
  /** A directory to write the trail's files to, under the keys that they have in its bucket. */
  trailFiles?: string;
  /** What runs Athena's queries; left out: none succeeds. */
  athena?: AthenaExecutor;
  /** Days of history before today; 0 leaves the trail empty. */
  historyDays: number;
  /** How long a rotation takes for one of its four steps. */
  rotationStepMs: number;
  /** In what it is unlike AWS; none by default. */
  bends: readonly Bend[];
  /** What goes wrong from the start; none by default. */
  faults: readonly Fault[];
  /** `scan`: a filtered page looks at so many secrets and may be empty; `indexed`: it is filled. */
  filterMode: 'scan' | 'indexed';
  /** How old a listing may be; 0: listings show everything at once. */
  listingLagMs: number;
  /** Whether BatchGetSecretValue leaves a GetSecretValue record for each secret too. */
  batchRecords: boolean;
  /** How long a new replica is InProgress. */
  replicationMs: number;
  /** How long a failed rotation waits until it is tried again within its window. */
  rotationRetryMs: number;
};

export const defaults: Options = {
  port: 0,
  host: '127.0.0.1',
  secrets: 320,
  accounts: 3,
  regions,
  seed: 7,
  traffic: true,
  quotas: true,
  latencyMs: 0,
  eventDelayMs: 0,
  lateEvents: 0,
  resourceNames: 'both',
  deniedParameters: 'filled',
  ownerEvents: true,
  organization: true,
  historyDays: 90,
  rotationStepMs: 600,
  bends: [],
  faults: [],
  filterMode: 'scan',
  listingLagMs: 0,
  batchRecords: true,
  replicationMs: 600,
  rotationRetryMs: 300_000,
};

function bendNames(value: string | undefined): Bend[] {
  return (value ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map((name) => {
      if (!isBend(name)) throw new OptionError(`--bend knows ${Object.keys(bends).join(', ')}, not "${name}"`);
      return name;
    });
}

function faultTexts(values: string[]): Fault[] {
  return values.map((value) => {
    try {
      const parsed: unknown = JSON.parse(value);
      if (!isJsonObject(parsed)) throw new SyntaxError();
      return readFault(parsed);
    } catch (cause) {
      const why =
        cause instanceof AwsError ? `: ${cause.message}` : ' must be JSON like {"kind":"throttle","share":0.2}';
      throw new OptionError(`--fault${why}`, { cause });
    }
  });
}

const flags = [
  'port', 'host', 'secrets', 'accounts', 'regions', 'seed', 'anchor', 'traffic', 'quotas', 'latency-ms', 'event-delay', 'history-days', 'rotation-step-ms', 'bend',
  'filter-mode', 'listing-lag', 'batch-records', 'replication-ms', 'rotation-retry', 'late-events', 'resource-names', 'denied-parameters', 'owner-events',
  'organization', 'delegated-admin', 'trail-files',
] as const; // prettier-ignore

function readFlags(args: string[]) {
  try {
    const options = Object.fromEntries(
      [...flags, 'fault'].map((name) => [name, { type: 'string' as const, multiple: name === 'fault' }]),
    );
    return parseArgs({ args, options, strict: true }).values;
  } catch (cause) {
    throw new OptionError(
      `${cause instanceof Error ? cause.message.split('. ')[0] : 'bad flags'}; known: --${[...flags, 'fault'].join(' --')}`,
    );
  }
}

/** Reads the command line; throws OptionError with one clear line. The port defaults to 4570 here. */
export function readOptions(args: string[]): Options {
  const found = readFlags(args);
  const value = (name: (typeof flags)[number]) => (typeof found[name] === 'string' ? found[name] : undefined);
  return {
    port: whole('port', value('port'), 4570, 65_535),
    host: value('host') ?? defaults.host,
    secrets: whole('secrets', value('secrets'), defaults.secrets, 500_000),
    accounts: whole('accounts', value('accounts'), defaults.accounts, 500, 1),
    regions: regionNames('regions', value('regions'), defaults.regions),
    seed: whole('seed', value('seed'), defaults.seed, 2 ** 31),
    anchor: date('anchor', value('anchor')),
    traffic: onOff('traffic', value('traffic'), defaults.traffic),
    quotas: onOff('quotas', value('quotas'), defaults.quotas),
    latencyMs: whole('latency-ms', value('latency-ms'), defaults.latencyMs, 60_000),
    eventDelayMs: duration('event-delay', value('event-delay'), defaults.eventDelayMs),
    lateEvents: share('late-events', value('late-events'), defaults.lateEvents),
    resourceNames: choice('resource-names', value('resource-names'), ['both', 'name', 'arn']),
    deniedParameters: choice('denied-parameters', value('denied-parameters'), ['filled', 'null']),
    ownerEvents: onOff('owner-events', value('owner-events'), defaults.ownerEvents),
    organization: onOff('organization', value('organization'), defaults.organization),
    delegatedAdmin: value('delegated-admin'),
    trailFiles: value('trail-files'),
    historyDays: whole('history-days', value('history-days'), defaults.historyDays, 90),
    rotationStepMs: whole('rotation-step-ms', value('rotation-step-ms'), defaults.rotationStepMs, 600_000),
    bends: bendNames(value('bend')),
    faults: faultTexts(Array.isArray(found.fault) ? found.fault.map(String) : []),
    filterMode: choice('filter-mode', value('filter-mode'), ['scan', 'indexed']),
    listingLagMs: duration('listing-lag', value('listing-lag'), defaults.listingLagMs),
    batchRecords: onOff('batch-records', value('batch-records'), defaults.batchRecords),
    replicationMs: whole('replication-ms', value('replication-ms'), defaults.replicationMs, 600_000),
    rotationRetryMs: duration('rotation-retry', value('rotation-retry'), defaults.rotationRetryMs),
  };
}
