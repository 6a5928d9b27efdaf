import 'server-only';
import type { Retention } from '@/lib/domain/retention/retention';
import type { ConfigFile } from './file-schema';

type Stated = ConfigFile['retention'];

const toDays = (stated: Stated[keyof Stated]): number | null => (stated === 'forever' ? null : stated);

/** What the file has words for, in days. */
export const toRetention = (stated: Stated): Retention => ({
  read: toDays(stated.read),
  change: toDays(stated.change),
  rotation: toDays(stated.rotation),
  policy: toDays(stated.policy),
  delete: toDays(stated.delete),
  list: toDays(stated.list),
  other: toDays(stated.other),
});
