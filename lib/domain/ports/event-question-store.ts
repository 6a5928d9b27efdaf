import type { QuestionState } from '@/lib/domain/athena/event-question';
import type { AccessEvent } from '@/lib/domain/event-record';
import type { ScopeProblem } from '@/lib/domain/scope';
import type { Sight } from './inventory-store';
import type { EventQuery, StoredEvent } from './history-store';

/** What somebody asks Athena for. */
export interface NewQuestion {
  id: string;
  /** `Actor.id`. */
  askerId: string;
  scopeId: string;
  /** Those of the asked days that Athena tells of, in order. */
  days: readonly string[];
  /** With its replicas; null: of any. */
  secretId: string | null;
  /** null: of anybody. */
  principalId: string | null;
}

export interface EventQuestion extends NewQuestion {
  state: QuestionState;
  askedAt: Date;
  seenAt: Date;
  endedAt: Date | null;
  bytesScanned: number;
  /** Why it failed or was stopped, in words, and what to do. `code`: these are AWS's words or name its resources; null: ours. */
  problem: { code: ScopeProblem['code'] | null; message: string; remedy: string } | null;
  /** There are older ones that were not taken. */
  more: boolean;
  /** Records that are none of any kind that is known, by reason. */
  unreadable: Record<string, number>;
}

export interface QuestionEnd {
  state: Extract<QuestionState, 'answered' | 'failed' | 'cancelled'>;
  problem?: EventQuestion['problem'];
  more?: boolean;
  unreadable?: Record<string, number>;
}

/** Single events that people asked Athena for: each for its asker, and for an hour. */
export interface EventQuestionStore {
  /** How many days of the period Athena tells of, and in how many of the scopes; both ends are in it. */
  countOwnedDays(scopeIds: readonly string[], from: string, to: string): Promise<{ days: number; scopes: number }>;
  /** Days that Athena tells of, by scope; both ends are in the period. */
  ownedDays(scopeIds: readonly string[], from: string, to: string): Promise<Map<string, string[]>>;
  begin(question: NewQuestion, at: Date): Promise<void>;
  /** Null where it is not this person's, or was asked before `since`. */
  find(id: string, askerId: string, since: Date): Promise<EventQuestion | null>;
  /** The person's since then, newest first. */
  list(askerId: string, since: Date): Promise<EventQuestion[]>;
  /** Its asker looks at it. */
  touch(id: string, at: Date): Promise<void>;
  /** Whether it could still be stopped; it has no answer then. */
  cancel(id: string, why: string, at: Date): Promise<boolean>;
  /** Those that the worker has to go on with. */
  open(): Promise<string[]>;
  /** Whoever's it is; null: it is over. */
  findOpen(id: string): Promise<EventQuestion | null>;
  /** How far its query is; whether it is still open. */
  note(id: string, bytesScanned: number): Promise<boolean>;
  /** Those about the secret that is asked about, each once; answers how many the answer has by now. */
  add(id: string, events: readonly Omit<AccessEvent, 'raw'>[]): Promise<number>;
  /** Leaves the newest `most`; says whether there were more. What ended before stays as it is. */
  end(id: string, end: QuestionEnd, at: Date, most: number): Promise<void>;
  /** Of secrets whose history is in sight. */
  secretNames(sight: Sight, ids: readonly string[]): Promise<Map<string, string>>;
  /** What the files of a day came to in what was scanned since then, by scope. */
  bytesOfDays(scopeIds: readonly string[], since: Date): Promise<Map<string, number>>;
  /** Within sight. */
  countEvents(id: string, sight: Sight): Promise<number>;
  /** Within sight, newest first. */
  events(id: string, sight: Sight, page: Pick<EventQuery, 'limit' | 'after'>): Promise<StoredEvent[]>;
  /** What was asked before then and is over, with its answers. */
  forget(before: Date): Promise<void>;
}
