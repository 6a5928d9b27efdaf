import 'server-only';
import { planConfig, type ConfigPlan } from '@/lib/domain/plan-config';
import type { ConfigStore } from '@/lib/domain/ports/config-store';
import type { ConfigInForce } from './config-in-force';
import { toConfigEntry, toDifference } from './record-config';

interface Asking {
  /** Who asks, and what its file said before it changed before its eyes. */
  replica: string;
  before: string | null;
  occasion: 'start' | 'reload';
}

/** Puts this process's file in force for all, where that is right; gives what became of it and the version that is in force. */
export async function takeConfig(
  store: ConfigStore,
  own: Pick<ConfigInForce, 'config' | 'digest' | 'file'>,
  { replica, before, occasion }: Asking,
): Promise<{ plan: ConfigPlan; seq: number; taken: boolean }> {
  const { file, config, digest } = own;
  const standing = await store.standing(replica, file.digest);
  const plan = planConfig(file.digest, before, standing);
  if (plan !== 'take') return { plan, seq: standing.inForce?.seq ?? 0, taken: false };
  const { source, demo } = config;
  const taken = await store.take(
    { replica, digest: file.digest, content: file.content, lines: file.lines, source },
    // Another may have been first.
    (then, inForce) =>
      planConfig(file.digest, before, then) === 'take'
        ? toConfigEntry({ digest, source, demo }, occasion, toDifference(file, inForce))
        : null,
    new Date(),
  );
  const then = await store.standing(replica, file.digest);
  return { plan: then.inForce?.digest === file.digest ? 'same' : 'differ', seq: then.inForce?.seq ?? 0, taken };
}
