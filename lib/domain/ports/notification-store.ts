import type { PlannedDelivery } from '@/lib/domain/notification/plan-deliveries';
import type { NoticeMessage, NoticeSecret } from '@/lib/domain/notification/notice';
import type { Occasion, TEST } from '@/lib/domain/notification/occasion';
import type { SendProblem } from '@/lib/domain/notification/send-problem';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { RotationState, RotationStep } from '@/lib/domain/rotation-state';
import type { UnusualRule } from '@/lib/domain/unusual/rule';
import type { ActorKind } from '@/lib/domain/event-record';

/** That something was told, or was so before anybody looked: it is not told again until it has ended. */
export interface Note {
  occasion: Occasion;
  subject: string;
}

/** What a look comes to, in one transaction: all of it, or nothing. */
export interface LookOutcome {
  deliveries: readonly PlannedDelivery[];
  noted: readonly Note[];
  ended: readonly Note[];
  /** How far the ledger was followed, and from where: another worker may have been first. */
  heard?: { from: number; to: number };
}

/** A secret whose rotation is in trouble that nobody was told of. */
export interface RotationTrouble {
  secret: NoticeSecret;
  state: Extract<RotationState, 'failing' | 'stuck' | 'overdue'>;
  since: Date | null;
  step: RotationStep | null;
}

/** Somebody whose reads of a secret were refused after its deletion was asked for, whom nobody was told of. */
export interface PendingRead {
  secret: NoticeSecret;
  principalId: string;
  principal: string;
  actorKind: ActorKind;
  deletedAt: Date;
  tries: number;
  lastAt: Date;
}

/** A finding of Access > Unusual that nobody was told of. */
export interface UnusualNews {
  id: string;
  rule: UnusualRule;
  /** null: it is about several at once. */
  secret: NoticeSecret | null;
  principal: string;
  principalKey: string;
  actorKind: ActorKind;
  firstAt: Date;
  count: number;
  reason: string;
}

/** A run that ended well, of whose version nobody was told yet that all readers have it. Its id is the version's. */
export interface DueAdoption {
  id: string;
  secret: NoticeSecret;
  endedAt: Date;
  startedBy: string | null;
}

export interface DueDelivery {
  id: string;
  message: NoticeMessage;
  madeAt: Date;
  /** This one counted. */
  attempts: number;
}

export interface FailedAttempt {
  problem: SendProblem;
  status: number | null;
  /** null: it is given up. */
  retryAt: Date | null;
  /** Until then nothing is sent to the channel; null: it was this message's own fault. */
  channelUntil: Date | null;
}

/** How a channel is doing; absent where nothing was ever sent to it. */
export interface ChannelHealth {
  name: string;
  sent: number;
  failed: number;
  sentAt: Date | null;
  failures: number;
  failingSince: Date | null;
  tryAt: Date | null;
  problem: SendProblem | null;
  status: number | null;
  goneAt: Date | null;
}

export interface ChannelCounts {
  channel: string;
  waiting: number;
  dead: number;
}

/** A message that was given up or still waits after a failure. Without what it is about: who sees channels need not see secrets. */
export interface TroubledDelivery {
  id: string;
  channel: string;
  occasion: Occasion | typeof TEST;
  madeAt: Date;
  attempts: number;
  state: 'waiting' | 'sent' | 'dead';
  problem: SendProblem | null;
  status: number | null;
  nextAt: Date;
  endedAt: Date | null;
}

/** What is told outside. Of what people see, pages ask for channels alone; the rest is the worker's. */
export interface NotificationStore {
  /** Since when facts are told; begins now where nobody watched. What was so before is on the pages, and told to nobody. */
  watch(now: Date): Promise<Date>;
  /** No channel is configured: what is so when there is one again is no news. */
  stopWatch(): Promise<void>;
  /** False, and nothing is kept, where another worker told some of it meanwhile. */
  record(outcome: LookOutcome, now: Date): Promise<boolean>;
  notes(occasions: readonly Occasion[]): Promise<Note[]>;
  rotationTroubles(limit: number): Promise<RotationTrouble[]>;
  /** Notes of rotations that are well again. */
  settledRotations(): Promise<Note[]>;
  pendingReads(since: Date, limit: number): Promise<PendingRead[]>;
  /** Notes of secrets that are no longer pending deletion. */
  settledDeletions(): Promise<Note[]>;
  /** Findings of reads since then; of secrets that are listed, or of several. */
  unusualReads(since: Date, now: Date, limit: number): Promise<UnusualNews[]>;
  /** Notes of findings that are too old to be found again. */
  settledUnusual(now: Date): Promise<Note[]>;
  /** The run whose adoption is to be looked at now, and then not again for a while; null: none is. */
  takeDueAdoption(now: Date): Promise<DueAdoption | null>;
  /** Nobody hears of adoptions: none of what ended until now is looked at any more. */
  forgetAdoptions(now: Date): Promise<void>;
  /** Notes of runs that are too old to be looked at again. */
  settledAdoptions(now: Date): Promise<Note[]>;
  /** What the follower of the ledger has not heard, and how far it had; it begins at the ledger's end. */
  unheard(limit: number): Promise<{ from: number; entries: LedgerEntry[] }>;
  /** Secrets by id, as messages name them. */
  secrets(ids: readonly string[]): Promise<NoticeSecret[]>;
  enqueueTest(channel: string, message: NoticeMessage, now: Date): Promise<string>;
  /** Takes one that is due, so that nobody else does for as long as an attempt may take; null: none is, or the channel rests. */
  claim(channel: string, now: Date): Promise<DueDelivery | null>;
  recordArrival(channel: string, id: string, status: number, now: Date): Promise<void>;
  recordFailure(channel: string, id: string, failure: FailedAttempt, now: Date): Promise<void>;
  /** Gives up what waits for too long, and what waits for channels that are not there; forgets what ended long ago. */
  tidy(channels: readonly string[], now: Date): Promise<void>;
  health(): Promise<{ channels: ChannelHealth[]; counts: ChannelCounts[] }>;
  /** The newest of each channel that failed, and its newest test. */
  troubled(channels: readonly string[], limit: number): Promise<TroubledDelivery[]>;
}
