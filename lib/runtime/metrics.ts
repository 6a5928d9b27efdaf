import 'server-only';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { System } from './system';
import { EVERYTHING } from '@/lib/domain/grant';

interface Meters {
  registry: Registry;
  duration: Histogram<'method' | 'route' | 'status'>;
  age: Gauge<'kind' | 'state'>;
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
    age: new Gauge({
      name: 'keyledger_scopes',
      help: 'Scopes by what was read from them and how that went',
      labelNames: ['kind', 'state'],
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
  const { registry, age } = meters();
  age.reset();
  for (const { inventory, history } of await system.store.scopes.health(EVERYTHING)) {
    age.inc({ kind: 'inventory', state: inventory.state });
    age.inc({ kind: 'history', state: history.state });
  }
  return { contentType: registry.contentType, body: await registry.metrics() };
}
