import 'server-only';
import type { WaveItemView } from '@/lib/contract/waves';
import type { StoredWaveItem } from '@/lib/domain/ports/wave-store';
import type { Preflight } from '@/lib/domain/preflight';
import type { Ignored } from '@/lib/domain/wave/plan-order';
import { toWireOrNull } from './wire-time';

const IGNORED: Readonly<Record<Ignored, string>> = {
  cycle: 'Each would wait for the other: this one does not.',
  environment: 'It is of a higher environment, which comes later.',
};

/** `preflight`: of a draft. */
export const toWaveItem = (item: StoredWaveItem, preflight?: Preflight): WaveItemView => ({
  secret: {
    id: item.secretId,
    name: item.secret.name,
    environment: item.secret.environment,
    account: item.secret.accountId,
    region: item.secret.region,
  },
  stage: { environment: item.environment, depth: item.depth },
  state: item.state,
  why: item.why,
  run: item.run,
  startedAt: toWireOrNull(item.begunAt),
  endedAt: toWireOrNull(item.endedAt),
  dependsOn: item.dependsOn.map(({ id, name, ignored }) => ({ id, name, ignored: ignored && IGNORED[ignored] })),
  preflight: preflight
    ? { ready: !preflight.checks.some(({ level }) => level === 'blocking'), checks: preflight.checks }
    : null,
});
