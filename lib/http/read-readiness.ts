import 'server-only';
import type { z } from 'zod';
import type { readyView } from '@/lib/contract/system';
import type { OpenContext } from './definition';

/** Counts alone: which accounts and regions there are is no stranger's business. */
export async function readReadiness({ system }: OpenContext): Promise<z.input<typeof readyView>> {
  const scopes = { fresh: 0, failing: 0, waiting: 0 };
  try {
    await system.store.ping();
    for (const { inventory } of await system.store.scopes.conditions())
      if (inventory.state !== 'gone') scopes[inventory.state === 'limited' ? 'fresh' : inventory.state] += 1;
    return { status: 'ready', scopes };
  } catch (error) {
    system.log.warn({ error }, 'not ready');
    return { status: 'not_ready', scopes };
  }
}
