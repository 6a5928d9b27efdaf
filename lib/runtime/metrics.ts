import 'server-only';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { System } from './system';

interface Meters {
  registry: Registry;
  duration: Histogram<'method' | 'route' | 'status'>;
  scopes: Gauge<'kind' | 'state'>;
  age: Gauge<'kind'>;
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
  };
}

const meters = (): Meters => (globalThis.keyledgerMeters ??= openMeters());

/** `route` is the pattern, never the path: ids would make a series each. */
export function observeRequest(request: { method: string; route: string; status: number; seconds: number }): void {
  const { method, route, status, seconds } = request;
  meters().duration.observe({ method, route, status: String(status) }, seconds);
}

/** The page that Prometheus reads. */
export async function renderMetrics(system: System): Promise<{ contentType: string; body: string }> {
  const { registry, scopes, age } = meters();
  const health = await system.store.scopes.conditions();
  scopes.reset();
  age.reset();
  for (const kind of ['inventory', 'history'] as const) {
    for (const scope of health) scopes.inc({ kind, state: scope[kind].state });
    const ages = health.filter(({ gone }) => !gone).map((scope) => toAge(scope[kind].asOf, system.now()));
    if (ages.length > 0 && ages.every((seconds) => seconds !== null)) age.set({ kind }, Math.max(...ages));
  }
  return { contentType: registry.contentType, body: await registry.metrics() };
}

const toAge = (asOf: Date | null, now: Date): number | null =>
  asOf === null ? null : Math.max(0, (now.getTime() - asOf.getTime()) / 1000);
