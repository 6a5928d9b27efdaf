import 'server-only';
import type { Config } from '@/lib/config/config';
import type { LoadedFile } from '@/lib/config/load-config';
import type { Store } from '@/lib/domain/ports/store';
import { toConfigEntry } from './record-config';
import { toPlace, toReplica } from './replica';
import { takeConfig } from './take-config';

/** A start, as one entry: with the difference where its file is new, else with the version in force. */
export async function recordStart(
  store: Pick<Store, 'config' | 'ledger'>,
  own: { config: Config; digest: string; file: LoadedFile },
): Promise<void> {
  const { config, digest, file } = own;
  const place = toPlace(config.dataDir);
  // Whoever ran here before is gone, also where it could not say so.
  await store.config.leave(place);
  const { plan, seq, taken } = await takeConfig(store.config, own, {
    replica: toReplica(place, 'start'),
    before: null,
    occasion: 'start',
  });
  if (taken) return;
  const detail = { version: seq, file: file.digest, fileInForce: plan === 'same' };
  await store.ledger.append(
    toConfigEntry({ digest, source: config.source, demo: config.demo }, 'start', detail),
    new Date(),
  );
}
