import type { Tag } from '@/lib/local-aws/world/secret';

export const tags = (team?: string, environment?: string, more: Record<string, string> = {}): Tag[] =>
  Object.entries({
    ...(team === undefined ? {} : { team }),
    ...(environment === undefined ? {} : { Environment: environment }),
    ...more,
  }).map(([Key, Value]) => ({ Key, Value }));
