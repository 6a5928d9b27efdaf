import 'server-only';
import type { LocalAws } from '@/lib/local-aws/start';

/** CloudTrail's records of one call over all scopes, oldest first, as written out. */
export const awsRecords = (local: LocalAws, eventName: string): Record<string, unknown>[] =>
  [...local.world.scopes.values()]
    .flatMap(({ trail }) => [...trail.live])
    .filter(({ name }) => name === eventName)
    .toSorted((a, b) => a.time - b.time)
    .map((event) => ({ ...event.toRecord() }));
