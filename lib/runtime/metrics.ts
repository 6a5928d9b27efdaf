import 'server-only';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { toReading } from '@/lib/domain/trail/job/trail-settings';
import type { System } from './system';

type Measured = Pick<System, 'store' | 'config' | 'now'>;
type NotificationHealth = Awaited<ReturnType<System['store']['notifications']['health']>>;

interface Meters {
  registry: Registry;
  duration: Histogram<'method' | 'route' | 'status'>;
  scopes: Gauge<'kind' | 'state'>;
  age: Gauge<'kind'>;
  attempts: Gauge<'outcome'>;
  waiting: Gauge<'state'>;
  deleted: Gauge<'class'>;
}

declare global {
  var keyledgerMeters: Meters | undefined;
}

function openMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'keyledger_' });
  return {
    registry,
    duration: new Histogram({
      name: 'keyledger_http_request_duration_seconds',
      help: 'Time from a request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    // Without the scopes' names: whoever holds the metrics token has signed in to nothing.
    scopes: new Gauge({
      name: 'keyledger_scopes',
      help: 'Scopes by what was read from them and how that went',
      labelNames: ['kind', 'state'],
      registers: [registry],
    }),
    age: new Gauge({
      name: 'keyledger_oldest_scope_age_seconds',
      help: 'Age of what was read last from the scope that is furthest behind; absent while one was never read',
      labelNames: ['kind'],
      registers: [registry],
    }),
    // Kept in the database, since the worker sends; without the channels' names.
    attempts: new Gauge({
      name: 'keyledger_notification_attempts',
      help: 'Attempts to deliver a notification since its channel was configured, by outcome: sent, failed',
      labelNames: ['outcome'],
      registers: [registry],
    }),
    // Kept in the database, since the worker deletes.
    deleted: new Gauge({
      name: 'keyledger_deleted_events',
      help: 'Single events that were deleted since they are older than their class is kept',
      labelNames: ['class'],
      registers: [registry],
    }),
    waiting: new Gauge({
      name: 'keyledger_notifications',
      help: 'Notifications that wait, and that were given up in the last 30 days (dead)',
      labelNames: ['state'],
      registers: [registry],
    }),
  };
}

const meters = (): Meters => (globalThis.keyledgerMeters ??= openMeters());

/** `route` is the pattern, never the path: ids would make a series each. */
export function observeRequest(request: { method: string; route: string; status: number; seconds: number }): void {
  const { method, route, status, seconds } = request;
  meters().duration.observe({ method, route, status: String(status) }, seconds);
}

/** The page that Prometheus reads. */
export async function renderMetrics(system: Measured): Promise<{ contentType: string; body: string }> {
  const { registry, scopes, age } = meters();
  const [health, notifications, unkept] = await Promise.all([
    system.store.scopes.conditions(),
    system.store.notifications.health(),
    system.store.retention.unkept(),
  ]);
  for (const { action, deleted } of unkept) meters().deleted.set({ class: action }, deleted);
  observeNotifications(notifications);
  scopes.reset();
  age.reset();
  for (const kind of ['inventory', 'history'] as const) {
    for (const scope of health) scopes.inc({ kind, state: scope[kind].state });
    const ages = health.filter(({ gone }) => !gone).map((scope) => toAge(scope[kind].asOf, system.now()));
    if (ages.length > 0 && ages.every((seconds) => seconds !== null)) age.set({ kind }, Math.max(...ages));
  }
  await observeTrail(system);
  return { contentType: registry.contentType, body: await registry.metrics() };
}

/** Of those whose files were looked at: another scope has no folder in the bucket that anybody asked for. */
async function observeTrail({ store, config: { trail }, now }: Measured): Promise<void> {
  const health = trail && (await store.trail.health(toReading(trail)));
  if (!health) return;
  const { scopes, age } = meters();
  scopes.set({ kind: 'trail', state: 'failing' }, health.troubled);
  scopes.set({ kind: 'trail', state: 'fresh' }, health.total - health.troubled);
  const oldest = toAge(health.oldestAt, now());
  if (oldest !== null) age.set({ kind: 'trail' }, oldest);
}

function observeNotifications({ channels, counts }: NotificationHealth): void {
  const { attempts, waiting } = meters();
  for (const outcome of ['sent', 'failed'] as const)
    attempts.set(
      { outcome },
      channels.reduce((sum, channel) => sum + channel[outcome], 0),
    );
  for (const state of ['waiting', 'dead'] as const)
    waiting.set(
      { state },
      counts.reduce((sum, count) => sum + count[state], 0),
    );
}

const toAge = (asOf: Date | null, now: Date): number | null =>
  asOf === null ? null : Math.max(0, (now.getTime() - asOf.getTime()) / 1000);
