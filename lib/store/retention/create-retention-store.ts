import 'server-only';
import type { RetentionStore } from '@/lib/domain/ports/retention-store';
import type { Queryable } from '@/lib/store/connect';
import { compact } from './compact';
import { deleteBlocks } from './delete-blocks';
import { deleteDay } from './delete-day';
import { listUnkept } from './unkept';

export const createRetentionStore = (db: Queryable): RetentionStore => ({
  unkept: () => listUnkept(db),
  deleteDay: (asked) => deleteDay(db, asked),
  deleteBlocks: (before, signal) => deleteBlocks(db, before, signal),
  compact: (before, signal) => compact(db, before, signal),
});
