import 'server-only';
import { getSystem } from './get-system';

/** Opens the system; where that fails, the first request tries again and says so to whoever asks. */
export async function warmUp(): Promise<void> {
  const system = await getSystem().catch(() => null);
  system?.log.info({ digest: system.config.digest }, 'the system is open');
}
