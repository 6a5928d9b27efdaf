import 'server-only';
import type { PrincipalsList } from '@/lib/contract/principals';
import type { PrincipalSummary } from '@/lib/domain/ports/history-store';
import { toPrincipalView } from './to-event-view';
import { toWire } from './wire-time';

export const toPrincipalSummary = (summary: PrincipalSummary): PrincipalsList['items'][number] => ({
  principal: toPrincipalView(summary.principal),
  actorKind: summary.actorKind,
  firstAt: toWire(summary.firstAt),
  lastAt: toWire(summary.lastAt),
  reads: summary.reads,
  denied: summary.denied,
  secrets: summary.secrets,
  environments: summary.environments,
  environmentsRead: summary.environmentsRead,
});
