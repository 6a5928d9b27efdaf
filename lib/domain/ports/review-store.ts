import type { ActorKind, CoverageInterval, Principal } from '@/lib/domain/event-record';
import type { ReaderVerdict, ReviewState } from '@/lib/domain/review/review';
import type { LedgerEntry } from '@/lib/domain/ledger-entry';
import type { ReadSecret } from './access-queries';
import type { Sight } from './inventory-store';

/** One secret with its replicas; or all of a service, of an environment, or of both. */
export interface ReviewSubject {
  secretId: string | null;
  service: string | null;
  environment: string | null;
}

export interface NewReview {
  id: string;
  subject: ReviewSubject;
  /** `YYYY-MM-DD`, UTC; both count whole. */
  from: string;
  to: string;
  at: Date;
  by: { id: string; name: string };
}

/** What somebody sees of a review: every number is of the secrets in their sight. */
export interface StoredReview extends Omit<NewReview, 'subject' | 'at' | 'by'> {
  subject: Omit<ReviewSubject, 'secretId'> & { secret: ReadSecret | null };
  begunAt: Date;
  begunBy: string;
  signedAt: Date | null;
  signedBy: string | null;
  nextOn: string | null;
  followedBy: string | null;
  /** That it covers; a replica counts with its primary. */
  secrets: number;
  /** Some of these, as far as AWS lists them. */
  isThere: boolean;
  readers: number;
  expected: number;
  unexpected: number;
  /** Of those that are unexpected. */
  done: number;
}

/** As much of it as an act looks at. */
export interface ReviewHead extends Pick<StoredReview, 'id' | 'subject' | 'from' | 'to' | 'signedAt'> {
  /** All of its secrets are in sight. */
  whole: boolean;
}

/** One review, with what only its own page shows. */
export interface FoundReview extends StoredReview {
  /** All of its secrets are in sight. */
  whole: boolean;
  /** Scopes of its secrets, and what was known of the period then. */
  coverage: Map<string, CoverageInterval[]>;
  /** While it is open: who is known by now to have read since its first day, and is not in it. */
  newReaders: number;
  /** Of all marks as they are; another one: somebody marked meanwhile. */
  marks: string;
}

export interface ReaderKey {
  /** By `toPrincipalKey`. */
  principalKey: string;
  actorKind: ActorKind;
}

export interface ReviewReader {
  principal: Principal;
  actorKind: ActorKind;
  /** The first day in the period on which it read. */
  firstOn: string;
  lastAt: Date;
  reads: number;
  secrets: number;
  /** Of those the most read. */
  most: (ReadSecret & { reads: number })[];
  /** Known by now and not when the review was begun. */
  since: number;
  verdict: ReaderVerdict | null;
  /** null also where not all that it read is in sight: a note may name it. */
  note: string | null;
  revision: number;
  markedAt: Date | null;
  markedBy: string | null;
  doneAt: Date | null;
  doneBy: string | null;
  doneNote: string | null;
  /** All that it read is in sight. */
  whole: boolean;
}

/** People first, then who read last. */
export interface ReaderPosition {
  people: boolean;
  lastAt: Date;
  principalId: string;
  actorKind: ActorKind;
}

export interface ReadersQuery {
  verdict: readonly (ReaderVerdict | 'unmarked')[];
  limit: number;
  after: ReaderPosition | null;
}

/** As it was seen: with its revision. */
export type SeenReader = ReaderKey & { seen: number };

export interface ReadersMark {
  readers: readonly SeenReader[];
  /** null: as if it had not been marked. */
  verdict: ReaderVerdict | null;
  note: string | null;
  at: Date;
  by: string;
}

/** An unexpected reader of some review. */
export interface UnexpectedReader extends ReviewReader {
  review: Pick<StoredReview, 'id' | 'subject' | 'begunAt' | 'signedAt'>;
}

export interface UnexpectedPosition {
  begunAt: Date;
  reviewId: string;
  principalId: string;
  actorKind: ActorKind;
}

/** A line of an export: one reader of one secret. */
export interface ReviewLine extends Omit<ReviewReader, 'most' | 'secrets' | 'since' | 'whole' | 'revision'> {
  secret: ReadSecret & { arn: string };
}

export interface SignedMarks {
  principal: string;
  actorKind: ActorKind;
  verdict: ReaderVerdict;
  note: string | null;
  markedBy: string | null;
}

export interface ReviewStore {
  /** How many secrets in sight it is of, replicas counted; at most `most` + 1. */
  countSubject(sight: Sight, subject: ReviewSubject, most: number): Promise<number>;
  /** Begun by them and not signed. */
  countOpen(byId: string): Promise<number>;
  /** Takes the readers of what is in sight out of the roll-ups, with what is known of the period. Says how many secrets and readers; null: more than `most` secrets, or none; `no room`: as many are open by them. Then nothing is begun. */
  begin(
    sight: Sight,
    review: NewReview,
    most: { secrets: number; open: number },
  ): Promise<{ secrets: number; readers: number } | 'no room' | null>;
  list(
    sight: Sight,
    query: { state: readonly ReviewState[]; limit: number; after: { begunAt: Date; id: string } | null; now: Date },
  ): Promise<StoredReview[]>;
  countOverdue(sight: Sight, now: Date): Promise<number>;
  counts(sight: Sight, now: Date): Promise<Record<ReviewState | 'toDo', number>>;
  sees(sight: Sight, id: string): Promise<boolean>;
  /** As `find`, without counting anything. */
  head(sight: Sight, id: string): Promise<ReviewHead | null>;
  /** null: there is none, or none of its secrets is in sight. */
  find(sight: Sight, id: string): Promise<FoundReview | null>;
  readers(sight: Sight, id: string, query: ReadersQuery): Promise<ReviewReader[]>;
  /** `changed`: one of them was marked meanwhile, or is not in the review; `signed`: so was the review; `gone`: it was discarded. Then nothing is written. */
  mark(id: string, mark: ReadersMark): Promise<'marked' | 'changed' | 'signed' | 'gone'>;
  /** In the order of the principals: what is signed. */
  marks(id: string): Promise<SignedMarks[]>;
  /** What the ledger has of its being signed, the newest first; without those of which it says that they came to nothing. */
  signatures(id: string): Promise<Pick<LedgerEntry, 'phase' | 'actor' | 'detail'>[]>;
  /** `changed`: `marks` are others by now; `unmarked`: some are missing. Earlier ones of the same are followed by it where it covers their secrets and no day lies between. */
  sign(
    id: string,
    sign: { marks: string; nextOn: string; at: Date; by: string },
  ): Promise<'signed' | 'changed' | 'unmarked' | 'signed before' | 'gone'>;
  /** Only what is open. */
  discard(id: string): Promise<'discarded' | 'signed' | 'gone'>;
  /** By the newest review. */
  unexpected(
    sight: Sight,
    query: { done: boolean; limit: number; after: UnexpectedPosition | null },
  ): Promise<UnexpectedReader[]>;
  /** Ids of all that its unexpected readers read there and is in sight, replicas as their primaries; at most `most` + 1. */
  unexpectedSecrets(sight: Sight, id: string, most: number): Promise<string[]>;
  findReader(sight: Sight, id: string, reader: ReaderKey): Promise<ReviewReader | null>;
  /** null: it is to be done again. False: it is another one than was seen, not unexpected, or there is none. */
  resolve(id: string, reader: SeenReader, done: { at: Date; by: string; note: string | null } | null): Promise<boolean>;
  /** By principal, kind of actor and secret. */
  lines(
    sight: Sight,
    id: string,
    after: { principalId: string; actorKind: string; secretId: string } | null,
    limit: number,
  ): Promise<ReviewLine[]>;
}
