import { parseArgs } from 'node:util';
import { bends, isBend, type Bend } from './bends/bend';

/** How a world is made and how it behaves; times in milliseconds. */
export type Options = {
  port: number;
  host: string;
  /** Secrets over all scopes, the told stories included. */
  secrets: number;
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
  /** Days of history before today; 0 leaves the trail empty. */
  historyDays: number;
  /** How long a rotation takes for one of its four steps. */
  rotationStepMs: number;
  /** In what it is unlike AWS; none by default. */
  bends: readonly Bend[];
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
  seed: 7,
  traffic: true,
  quotas: true,
  latencyMs: 0,
  eventDelayMs: 0,
  lateEvents: 0,
  resourceNames: 'both',
  deniedParameters: 'filled',
  ownerEvents: true,
  historyDays: 90,
  rotationStepMs: 600,
  bends: [],
  filterMode: 'scan',
  listingLagMs: 0,
  batchRecords: true,
  replicationMs: 600,
  rotationRetryMs: 300_000,
};

export class OptionError extends Error {}

function whole(name: string, value: string | undefined, fallback: number, max: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > max)
    throw new OptionError(`--${name} must be a whole number up to ${max}, not "${value}"`);
  return number;
}

function onOff(name: string, value: string | undefined, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (value !== 'on' && value !== 'off') throw new OptionError(`--${name} must be on or off, not "${value}"`);
  return value === 'on';
}

function share(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^[\d.]+$/.test(value) || !(number >= 0 && number <= 1))
    throw new OptionError(`--${name} must be a share from 0 to 1, not "${value}"`);
  return number;
}

function choice<const V extends string>(name: string, value: string | undefined, choices: readonly [V, ...V[]]): V {
  const known = value === undefined ? choices[0] : choices.find((one) => one === value);
  if (known === undefined) throw new OptionError(`--${name} must be ${choices.join(' or ')}, not "${value}"`);
  return known;
}

function duration(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const found = /^(\d+)(ms|s|m)$/.exec(value);
  const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000 };
  const unit = units[found?.[2] ?? ''];
  if (found === null || unit === undefined)
    throw new OptionError(`--${name} must look like 500ms, 30s or 5m, not "${value}"`);
  return Number(found[1]) * unit;
}

function date(name: string, value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const found = new Date(value);
  if (Number.isNaN(found.getTime()))
    throw new OptionError(`--${name} must be an ISO date like 2026-11-22, not "${value}"`);
  return found;
}

function bendNames(value: string | undefined): Bend[] {
  return (value ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map((name) => {
      if (!isBend(name)) throw new OptionError(`--bend knows ${Object.keys(bends).join(', ')}, not "${name}"`);
      return name;
    });
}

const flags = [
  'port', 'host', 'secrets', 'seed', 'anchor', 'traffic', 'quotas', 'latency-ms', 'event-delay', 'history-days', 'rotation-step-ms', 'bend',
  'filter-mode', 'listing-lag', 'batch-records', 'replication-ms', 'rotation-retry', 'late-events', 'resource-names', 'denied-parameters', 'owner-events',
] as const; // prettier-ignore

function readFlags(args: string[]) {
  try {
    const options = Object.fromEntries(flags.map((name) => [name, { type: 'string' as const }]));
    return parseArgs({ args, options, strict: true }).values;
  } catch (cause) {
    throw new OptionError(
      `${cause instanceof Error ? cause.message.split('. ')[0] : 'bad flags'}; known: --${flags.join(' --')}`,
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
    historyDays: whole('history-days', value('history-days'), defaults.historyDays, 90),
    rotationStepMs: whole('rotation-step-ms', value('rotation-step-ms'), defaults.rotationStepMs, 600_000),
    bends: bendNames(value('bend')),
    filterMode: choice('filter-mode', value('filter-mode'), ['scan', 'indexed']),
    listingLagMs: duration('listing-lag', value('listing-lag'), defaults.listingLagMs),
    batchRecords: onOff('batch-records', value('batch-records'), defaults.batchRecords),
    replicationMs: whole('replication-ms', value('replication-ms'), defaults.replicationMs, 600_000),
    rotationRetryMs: duration('rotation-retry', value('rotation-retry'), defaults.rotationRetryMs),
  };
}
