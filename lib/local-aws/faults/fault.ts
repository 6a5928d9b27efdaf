import { share } from '@/lib/local-aws/seed/hash';
import type { World } from '@/lib/local-aws/world/world';

/** What can go wrong on demand, each with what a client then meets. */
export const faults = {
  throttle: 'ThrottlingException',
  error: 'the service fails: InternalServiceError with status 500, or ServiceUnavailable with status 503',
  latency: 'the answer comes `latencyMs` later',
  denied: 'AccessDenied',
  expired: 'the credentials are told to be expired',
  'clock-skew': "the service's clock is `latencyMs` ahead, an hour if left out, and its Date header says so",
  'region-off': 'the region is not enabled for the account: credentials are unknown there, STS is not activated',
  html: "a proxy's page with `status` (502)",
  xml: "a gateway's XML with `status` (503)",
  reset: 'the connection is cut without an answer',
  truncated: 'the connection is cut in the middle of the answer',
  'event-delay': 'records become visible to LookupEvents `latencyMs` later than they would',
} as const;

export type FaultKind = keyof typeof faults;
export const isFaultKind = (name: string): name is FaultKind => Object.hasOwn(faults, name);

/** Something that is to go wrong; what is left out fits everything. */
export type Fault = {
  kind: FaultKind;
  operation?: string;
  account?: string;
  region?: string;
  /** Of the fitting requests, the part that is hit: 0 to 1. */
  share: number;
  /** How many requests it may still hit. */
  count: number;
  /** Epoch milliseconds. */
  until: number;
  latencyMs?: number;
  status?: number;
  /** Fitting requests so far: which of them are hit follows from it and the seed. */
  seen: number;
};

/** What a request is, to a fault. */
export type Meeting = { operation: string; account: string; region: string };

const fits = (fault: Fault, { operation, account, region }: Meeting, now: number) =>
  (fault.operation ?? operation) === operation &&
  (fault.account ?? account) === account &&
  (fault.region ?? region) === region &&
  fault.count > 0 &&
  fault.until > now;

/** Drawn by seed, fault and turn, so that the same requests in the same order meet the same faults. */
function isHit(world: World, fault: Fault): boolean {
  fault.seen += 1;
  const turn = `fault ${world.options.seed} ${world.faults.indexOf(fault)} ${fault.seen}`;
  if (share(turn) >= fault.share) return false;
  fault.count -= 1;
  return true;
}

/** The faults that hit this request: every latency, and of the others the first; their counts are taken down. */
export function takeFaults(world: World, meeting: Meeting): Fault[] {
  if (world.faults.length === 0) return [];
  const now = Date.now();
  const hit: Fault[] = [];
  for (const fault of world.faults) {
    if (standing.has(fault.kind) || !fits(fault, meeting, now)) continue;
    if (fault.kind !== 'latency' && hit.some(({ kind }) => kind !== 'latency')) continue;
    if (isHit(world, fault)) hit.push(fault);
  }
  return hit;
}

/** Those that hold for a scope as a whole and hit no single request. */
const standing: ReadonlySet<FaultKind> = new Set(['clock-skew', 'event-delay']);

/** How many milliseconds a standing fault adds in a scope; 0 where there is none. */
export function standingMs(world: World, kind: 'clock-skew' | 'event-delay', meeting: Meeting): number {
  const now = Date.now();
  const found = world.faults.filter((fault) => fault.kind === kind && fits(fault, meeting, now));
  return found.reduce((sum, { latencyMs = 3_600_000 }) => sum + latencyMs, 0);
}
