import 'server-only';
import { collectDefaultMetrics, Histogram, register } from 'prom-client';
import type { Visit } from './log-request';

const NAME = 'keyledger_http_request_seconds';
const LABELS = ['method', 'route', 'status'] as const;

/** Looked up by name, since the build may hold this module more than once and the registry only one of each. */
function requestSeconds(): Histogram<(typeof LABELS)[number]> {
  const existing = register.getSingleMetric(NAME);
  if (existing instanceof Histogram) return existing;
  collectDefaultMetrics();
  return new Histogram({
    name: NAME,
    help: 'Time to answer an API request, by route template.',
    labelNames: LABELS,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
  });
}

export function observeRequest({ method, route, startedAt }: Visit, status: number): void {
  requestSeconds().observe({ method, route, status }, (performance.now() - startedAt) / 1000);
}

/** Prometheus' text format. */
export async function readMetrics(): Promise<string> {
  requestSeconds();
  return register.metrics();
}
