import { eventView, type EventView } from '@/lib/contract/access';
import { ACTION_NAMES } from '@/lib/contract/access-list';
import type { KnownValues } from './suggest-tokens';

const TIMES = ['24h', '7d', '30d', '90d'];
const ENVIRONMENTS = ['prod', 'staging', 'dev', 'test', 'unknown'];
const present = (values: readonly (string | null | undefined)[]): string[] =>
  [...new Set(values)].filter((value) => typeof value === 'string');

/** What may be suggested: what there is at all, and what stands on the page. */
export const toKnownValues = (events: readonly EventView[]): KnownValues => ({
  principal: present(events.flatMap(({ person, workload, principal }) => [person, workload, principal.label])),
  kind: eventView.shape.actorKind.options,
  secret: present(events.map(({ secret }) => secret?.name)),
  env: present([...ENVIRONMENTS, ...events.map(({ secret }) => secret?.environment)]),
  action: ACTION_NAMES,
  outcome: eventView.shape.outcome.options,
  address: present(events.map(({ sourceAddress }) => sourceAddress)),
  from: TIMES,
  to: TIMES,
});
