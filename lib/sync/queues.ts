import 'server-only';
import type { QueueOptions } from 'pg-boss';
import type { ListedBy } from '@/lib/domain/inventory/listed-by';

export type JobKind =
  | 'inventory'
  | 'history'
  | 'changes'
  | 'versions'
  | 'athena'
  | 'events-question'
  | 'trail'
  | 'discovery'
  | 'regions'
  | 'run-watch'
  | 'wave'
  | 'housekeeping'
  | 'ledger'
  | 'notify'
  | 'unusual'
  | 'retention';

/** What a job carries. Everything else it needs is in the store, so that a lost job loses nothing. */
export interface JobData {
  /** Scope, account, run or part of the ledger's work that the job is about; `all` where there is one. Also its singleton key. */
  about: string;
  /** Failures in a row; decides the pause before the next try. */
  failures: number;
  /** The last UTC day (`YYYY-MM-DD`) on which the daily part of this job was done. */
  doneOn: string | null;
  /** What is left of that part, as ISO times; null: nothing. */
  left: { from: string; to: string } | null;
  /** When the scope was last listed whole, as ISO time; null: it is to be listed now. */
  listedAt: string | null;
  /** And by which rules. */
  listedBy: ListedBy | null;
  /** A listing that gave its turn to others and is gone on with; absent where an older build left the job. */
  begun?: BegunListing | null;
}

interface BegunListing {
  /** When it began, as ISO time. */
  at: string;
  /** By which rules. */
  rules: string;
  /** Somebody asked for it since: what it has read by then may be older than what they want to see. */
  asked: boolean;
}

export interface QueueSettings {
  options: QueueOptions;
  /** Jobs of this kind that one worker process does at once; nearly all their time is waiting for AWS. */
  concurrency: number;
  /** So many at once that one look takes all there is room for. */
  many?: true;
  /** Once one has ended, so has what it is about: whoever asks for it then asks for nothing. */
  once?: true;
  /** Pause after the first failure; doubles with each further one. */
  backOff: { firstSeconds: number; longestSeconds: number };
}

/**
 * A worker that dies leaves its job's heartbeat behind (pg-boss allows no shorter one than 10 s);
 * another takes the job over at once. Expiry is only the last resort against a handler that hangs.
 */
export const HEARTBEAT_SECONDS = 10;

const shared = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  retryLimit: 1_000_000,
  retryDelay: 0,
  deleteAfterSeconds: 300,
} satisfies QueueOptions;

const scopes = { firstSeconds: 60, longestSeconds: 3_600 };
// A person is waiting for a run, and one refused look says nothing about the next.
const runs = { firstSeconds: 5, longestSeconds: 300 };

/** Somebody looks at the page of a run: its end is not kept from it for minutes because one look failed. */
const watched = { firstSeconds: 5, longestSeconds: 30 };

export const QUEUES: Record<JobKind, QueueSettings> = {
  inventory: { options: { ...shared, expireInSeconds: 4 * 3_600 }, concurrency: 3, backOff: scopes },
  history: { options: { ...shared, expireInSeconds: 600 }, concurrency: 12, backOff: scopes },
  // Short slices that somebody waits for, and none of them waits for CloudTrail's pace.
  changes: { options: { ...shared, expireInSeconds: 600 }, concurrency: 6, backOff: scopes },
  versions: { options: { ...shared, expireInSeconds: 600 }, concurrency: 3, backOff: scopes },
  // A query may take half an hour, and scans what is paid for: few at once.
  athena: { options: { ...shared, expireInSeconds: 3_600 }, concurrency: 2, backOff: scopes },
  // Somebody waits for it; what ended in a failure is not tried again.
  'events-question': { options: { ...shared, expireInSeconds: 1_200 }, concurrency: 4, backOff: runs },
  // One folder in a slice; reading waits for S3, and unpacking takes a processor.
  trail: { options: { ...shared, expireInSeconds: 1_800 }, concurrency: 2, backOff: scopes },
  discovery: { options: { ...shared, expireInSeconds: 1_800 }, concurrency: 1, backOff: scopes },
  regions: { options: { ...shared, expireInSeconds: 600 }, concurrency: 3, backOff: scopes },
  // As many as AWS lets begin in a second, and those that take longer beside them.
  'run-watch': {
    options: { ...shared, expireInSeconds: 300 },
    concurrency: 100,
    many: true,
    once: true,
    backOff: watched,
  },
  // Each begins rotations, which the run's own job follows to its end.
  wave: { options: { ...shared, expireInSeconds: 600 }, concurrency: 2, backOff: runs },
  housekeeping: { options: { ...shared, expireInSeconds: 900 }, concurrency: 1, backOff: scopes },
  // The whole of a long ledger takes minutes to walk.
  ledger: { options: { ...shared, expireInSeconds: 3_600 }, concurrency: 3, backOff: runs },
  // A channel that hangs holds up itself alone; a slice is a few attempts of ten seconds.
  notify: { options: { ...shared, expireInSeconds: 600 }, concurrency: 8, backOff: runs },
  unusual: { options: { ...shared, expireInSeconds: 900 }, concurrency: 1, backOff: scopes },
  // A day of millions takes minutes, in batches of tenths of a second.
  retention: { options: { ...shared, expireInSeconds: 3_600 }, concurrency: 1, backOff: scopes },
};

export const JOB_KINDS: readonly JobKind[] = [
  'inventory',
  'history',
  'changes',
  'versions',
  'athena',
  'events-question',
  'trail',
  'discovery',
  'regions',
  'run-watch',
  'wave',
  'housekeeping',
  'ledger',
  'notify',
  'unusual',
  'retention',
];

/** What people asked for, until a slice has answered it. Nobody works this queue: see asks.ts. */
export const ASKED = 'asked';
export const ASKED_OPTIONS: QueueOptions = { retentionSeconds: 86_400, deleteAfterSeconds: 300 };

export const HOUSEKEEPING_KEY = 'all';
export const DISCOVERY_KEY = 'all';
export const UNUSUAL_KEY = 'all';
export const RETENTION_KEY = 'all';

/** What the worker does for the ledger, each at its own pace. */
export const LEDGER_KEYS = ['anchors', 'check', 'stdout'] as const;

/** Finding what is to be told is one job; each channel has one of its own. */
export const WATCH_KEY = 'watch';
const CHANNEL = 'to ';
export const toChannelKey = (channel: string): string => CHANNEL + channel;
export const readChannelKey = (about: string): string | null =>
  about.startsWith(CHANNEL) ? about.slice(CHANNEL.length) : null;

export const toJobData = (about: string): JobData => ({
  about,
  failures: 0,
  doneOn: null,
  left: null,
  listedAt: null,
  listedBy: null,
  begun: null,
});
