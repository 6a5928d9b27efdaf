import 'server-only';
import type { SettingsView } from '@/lib/contract/system';
import type { Context } from '@/lib/domain/ports/context';
import { toWire } from './wire-time';

/** Which version all processes go by, and what is wrong with, or other in, the file of any of them. */
export async function findConfigFiles(ctx: Context): Promise<Pick<SettingsView, 'agreed' | 'files'>> {
  const [inForce, reports] = await Promise.all([ctx.store.config.findInForce(), ctx.store.config.reports()]);
  return {
    agreed: inForce && { version: inForce.seq, since: toWire(inForce.since) },
    files: reports.map(({ replica, place, digest, mistakes, seenAt }) => ({
      // The machine and the process; where its data lies is nobody's business here.
      process: `${place.split(':')[0] ?? ''} ${replica.slice(place.length + 1)}`.trim(),
      inForce: digest === inForce?.digest,
      mistakes,
      seenAt: toWire(seenAt),
    })),
  };
}
