import 'server-only';
import pg from 'pg';
import type { ChannelSummary, NotificationSummary } from '@/lib/domain/notification/channel';
import type { NoticeMessage } from '@/lib/domain/notification/notice';
import { OCCASION_NAMES } from '@/lib/domain/notification/occasion';
import type { SystemContext } from '@/lib/domain/ports/context';
import { makeScope, makeSecret } from '@/lib/store/testing/make-secret';
import { startTestDatabase } from '@/lib/store/testing/test-database';
import { lookForNews } from '@/lib/sync/notify/look-for-news';
import { SOURCES } from '@/lib/sync/notify/sources';
import { createTestContext } from '@/lib/sync/testing/test-context';

export const HOUR = 3_600_000;
export const BEGIN = new Date('2026-11-20T12:00:00Z').getTime();
export const scope = makeScope();

export const channel = (name: string, change: Partial<ChannelSummary> = {}): ChannelSummary => ({
  name,
  kind: 'slack',
  host: 'hooks.example.com',
  signatures: 0,
  // No worker anchors here.
  occasions: OCCASION_NAMES.filter((occasion) => occasion !== 'ledger.unanchored'),
  environments: null,
  accounts: null,
  owners: [],
  ownersOnly: false,
  ...change,
});

type Told = [channel: string, occasion: string, about: string[], more: number];
type Made = ReturnType<typeof makeSecret>;

export interface NotifyFixture {
  ctx: SystemContext;
  clock: { now: number };
  with(change: Partial<NotificationSummary>): SystemContext;
  /** Moves the clock; the moment it shows then. */
  later(milliseconds: number): Date;
  query<T extends pg.QueryResultRow>(text: string): Promise<T[]>;
  /** One look of every source. */
  look(change?: Partial<NotificationSummary>): Promise<void>;
  /** As it is observed now. */
  secret(name: string, change?: Partial<Parameters<typeof makeSecret>[0]>): Made;
  /** A listing that finds these. */
  list(...secrets: Made[]): Promise<void>;
  told(): Promise<Told[]>;
  /** Oldest first. */
  messages(): Promise<NoticeMessage[]>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** A store with one scope, a channel that is told everything, and a clock that stands. */
export async function startNotifyFixture(): Promise<NotifyFixture> {
  const database = await startTestDatabase();
  const superuser = new pg.Client(database.superuserUrl);
  await superuser.connect();
  const clock = { now: BEGIN };
  const notifications = { channels: [channel('all')], scopeFailingHours: 3 };
  const made = createTestContext(database.appUrl, 'http://127.0.0.1:1', { config: { notifications } });
  const ctx = { ...made, now: () => new Date(clock.now) };
  await ctx.store.scopes.configure([scope]);
  await ctx.store.history.preparePartitions(new Date(BEGIN - 720 * HOUR), new Date(BEGIN + 720 * HOUR));
  const query = async <T extends pg.QueryResultRow>(text: string) => (await superuser.query<T>(text)).rows;
  const changed = (change: Partial<NotificationSummary>): SystemContext => ({
    ...ctx,
    config: { ...ctx.config, notifications: { ...notifications, ...change } },
  });
  return {
    ctx,
    clock,
    query,
    with: changed,
    look: (change = {}) => lookForNews(changed(change), SOURCES, new AbortController().signal),
    secret: (name, change) => makeSecret({ name, observedAt: ctx.now(), ...change }),
    async list(...secrets) {
      const listing = await ctx.store.inventory.startListing(scope.id, ctx.now());
      await ctx.store.inventory.applyPage(listing, secrets);
    },
    async told() {
      const rows = await query<{ channel: string; message: NoticeMessage }>(
        `select channel, message from keyledger.notification
        order by made_at, channel, message -> 'secrets' -> 0 ->> 'name'`,
      );
      return rows.map(({ channel: name, message: { occasion, secrets, scopes, more } }) => [
        name,
        occasion,
        [...secrets.map((one) => one.name), ...scopes.map(({ id }) => id)],
        more,
      ]);
    },
    later: (milliseconds) => new Date((clock.now += milliseconds)),
    messages: async () =>
      (await query<{ message: NoticeMessage }>('select message from keyledger.notification order by made_at')).map(
        ({ message }) => message,
      ),
    async clear() {
      clock.now = BEGIN;
      await query(`truncate keyledger.notification, keyledger.notification_channel, keyledger.notification_note,
        keyledger.notification_watch, keyledger.reminder, keyledger.secret, keyledger.scope_health, keyledger.event, keyledger.ledger_check,
        keyledger.rotation_run, keyledger.coverage, keyledger.read_day
        cascade`);
      await query('delete from keyledger.ledger_follower');
    },
    async stop() {
      await ctx.store.close();
      await superuser.end();
      await database.stop();
    },
  };
}
