import 'server-only';
import type { Notice } from '@/lib/domain/notification/notice';
import type { SystemContext } from '@/lib/domain/ports/context';
import type { LookOutcome, Note } from '@/lib/domain/ports/notification-store';

export interface Look {
  ctx: SystemContext;
  /** Since when facts are told: what was so before is on the pages. */
  since: Date;
  now: Date;
}

/**
 * What a look found. A state that lasts is noted with its first notice and told again only after it ended; what happened
 * at a moment has a key that never comes again.
 */
export interface Found {
  notices: readonly Notice[];
  noted: readonly Note[];
  ended: readonly Note[];
  heard?: LookOutcome['heard'];
  /** There may be more than one look takes. */
  more: boolean;
}

/** Finds facts of one kind. It tells nothing: what it found is kept with the messages about it, or not at all. */
type Source = (look: Look) => Promise<Found>;
/** By the names that the log knows them by. */
export type Sources = Readonly<Record<string, Source>>;

/** Of what one look takes. */
export const AT_ONCE = 500;

export const isNews = (at: Date | null, { since }: Look): boolean => at === null || at >= since;
