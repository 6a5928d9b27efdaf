import { describe, expect, it } from 'vitest';
import { ACTION_CLASSES } from '@/lib/domain/event-record';
import { HABIT_DAYS, JUDGED_DAYS, OPEN_DAYS } from '@/lib/domain/unusual/settings';
import { DEFAULT_RETENTION, LEAST_DAYS, NEVER_DELETED_DAYS, toHorizons } from './retention';

const NOW = new Date('2026-11-20T12:34:56Z');

describe('what is kept', () => {
  it('is by default 400 days of reads and listings, and for ever everything else', () => {
    expect(toHorizons(DEFAULT_RETENTION, NOW)).toEqual([
      { action: 'read', before: new Date('2025-10-16T00:00:00Z') },
      { action: 'list', before: new Date('2025-10-16T00:00:00Z') },
    ]);
  });

  it('ends at the beginning of a day in UTC, at its first moment as at its last', () => {
    const kept = { ...DEFAULT_RETENTION, list: null, read: 130 };
    for (const at of ['2026-11-20T00:00:00Z', '2026-11-20T23:59:59.999Z'])
      expect(toHorizons(kept, new Date(at))).toEqual([{ action: 'read', before: new Date('2026-07-13T00:00:00Z') }]);
  });

  it('is nowhere less than what the judgement of unusual reads and of deletions looks back', () => {
    for (const action of ACTION_CLASSES) {
      expect(LEAST_DAYS[action]).toBeGreaterThanOrEqual(HABIT_DAYS + JUDGED_DAYS + OPEN_DAYS + 1);
      // A worker's clock and a writer's may be days apart.
      expect(LEAST_DAYS[action]).toBeGreaterThanOrEqual(NEVER_DELETED_DAYS + 30);
    }
  });
});
