import 'server-only';
import type { AuthSystem } from './auth-system';

/**
 * Enters in the ledger what just ended. A session ends whatever becomes of that: to take access away waits for no
 * record. What cannot be entered now stays owed, and the worker enters it.
 */
export async function enterEnds({ store, log, now }: AuthSystem, requestId: string): Promise<void> {
  await store.sessions.enterEnds(now()).catch((error: unknown) => {
    const words = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
    log.error({ error: words, requestId }, 'the end of a session is not in the ledger yet');
  });
}
