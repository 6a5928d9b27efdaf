import 'server-only';
import type { RunView } from '@/lib/contract/rotation';
import type { NamedRun } from '@/lib/domain/run';
import { toWire, toWireOrNull } from './wire-time';

export const toRunView = (run: NamedRun): RunView => ({
  id: run.id,
  secret: { id: run.secretId, name: run.secretName, environment: run.environment },
  state: run.state,
  step: run.step,
  message: run.message,
  startedBy: run.startedBy?.name ?? null,
  reason: run.reason,
  startedAt: toWire(run.startedAt),
  updatedAt: toWire(run.updatedAt),
  endedAt: toWireOrNull(run.endedAt),
});
