import type { EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import type { Visibility } from '@/lib/domain/grant';
import type { NoticeSecret } from '@/lib/domain/notification/notice';
import type { DoneReminder, Reminder, ReminderFields, ReminderStanding } from '@/lib/domain/reminder/reminder';

interface Changed {
  secretId: string;
  /** The revision that the person saw; null: there was none. */
  seen: string | null;
  at: Date;
  by: string;
}

export interface ReminderChange extends Changed {
  /** null: it is taken away. */
  fields: ReminderFields | null;
}

export interface ReminderEnd extends Changed {
  note: string | null;
  /** When it is due next; null: it does not come again. */
  next: string | null;
}

/** A reminder, and the secret in sight that it is of. */
export interface ListedReminder extends Reminder {
  name: string;
  accountId: string;
  accountName: string;
  region: string;
  environment: EnvironmentVerdict;
  tags: Record<string, string>;
  owner: string | null;
  rotationEnabled: boolean;
}

export interface ReminderFilter {
  env: readonly string[];
  standing?: ReminderStanding | undefined;
}

export interface ReminderStore {
  find(secretId: string): Promise<Reminder | null>;
  /** Newest first. */
  done(secretId: string, limit: number): Promise<DoneReminder[]>;
  /** `changed`: another revision is there than was seen, and nothing was done. */
  set(change: ReminderChange): Promise<Reminder | null | 'changed'>;
  complete(end: ReminderEnd): Promise<Reminder | null | 'changed'>;
  /** What is due first comes first. */
  list(
    visibility: Visibility,
    query: { filter: ReminderFilter; limit: number; after: { dueOn: string; secretId: string } | null; now: Date },
  ): Promise<ListedReminder[]>;
  /** In sight, however they stand. */
  count(visibility: Visibility, filter: ReminderFilter, now: Date): Promise<Record<ReminderStanding, number>>;
  /** Due, of whom nobody was told. */
  dueNews(now: Date, limit: number): Promise<{ secret: NoticeSecret; dueOn: string }[]>;
  /** The secrets of whose reminder somebody was told and that is not due any more. */
  settled(now: Date): Promise<string[]>;
}
