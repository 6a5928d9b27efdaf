import { expect, it } from 'vitest';
import { toReading, USUAL_TRAIL } from '@/lib/domain/trail/job/trail-settings';
import { seededScopes } from '@/lib/sync/testing/sync-fixture';
import { createTestContext } from '@/lib/sync/testing/test-context';
import { freshStore } from '@/lib/sync/testing/trail-fixture';
import { makeEvent, ok } from '@/lib/store/testing/make-event';
import { renderMetrics } from './metrics';

const at = new Date('2026-11-20T12:00:00Z');
const now = () => new Date('2026-11-20T12:10:00Z');
const problem = { code: 'denied', message: 'AccessDenied', remedy: 'Grant it.' } as const;
const missing = { days: 1, first: '2026-11-20', last: '2026-11-20' };

it('counts the scopes whose trail files are read, by how that goes, and names none', async () => {
  const { store, database } = await freshStore();
  const { config } = createTestContext(database.appUrl, 'http://127.0.0.1:9', { config: { trail: USUAL_TRAIL } });
  const lines = async (trail: typeof config.trail = USUAL_TRAIL) =>
    (await renderMetrics({ store, config: { ...config, trail }, now })).body
      .split('\n')
      .filter((line) => line.includes('kind="trail"'));
  expect(await lines()).toEqual([]);
  const [first = '', second = '', third = ''] = seededScopes.map(({ id }) => id);
  const note = (id: string, answered: boolean, reading = toReading(USUAL_TRAIL)) =>
    store.trail.recordOutcome(
      id,
      reading,
      { problem: answered ? null : problem, answered, newestAt: null, missing },
      at,
    );
  await note(first, true);
  await note(second, true);
  expect(await lines()).toEqual([
    'keyledger_scopes{kind="trail",state="failing"} 0',
    'keyledger_scopes{kind="trail",state="fresh"} 2',
    'keyledger_oldest_scope_age_seconds{kind="trail"} 600',
  ]);
  // One that never answered has no age; what was read of another place is not told of this one.
  await note(second, false);
  await note(third, false);
  expect(await lines()).toEqual([
    'keyledger_scopes{kind="trail",state="failing"} 2',
    'keyledger_scopes{kind="trail",state="fresh"} 1',
  ]);
  await note(third, false, 'another');
  expect((await lines())[0]).toBe('keyledger_scopes{kind="trail",state="failing"} 1');
  expect(await lines(null)).toEqual([]);
});

it('counts the single events that retention deleted, by class', async () => {
  const { store, database } = await freshStore();
  const { config } = createTestContext(database.appUrl, 'http://127.0.0.1:9');
  const [scope] = seededScopes;
  const old = new Date(at.getTime() - 410 * 86_400_000);
  const page = { scopeId: scope?.id ?? '', records: [ok(makeEvent({ at: old }))], covered: null };
  await store.history.applyEvents({ ...page, at: new Date(at.getTime() - 20 * 86_400_000) });
  const { signal } = new AbortController();
  await store.retention.deleteDay({ action: 'read', before: at, after: null, now: at, signal });
  const { body } = await renderMetrics({ store, config, now });
  expect(body.split('\n').filter((line) => line.startsWith('keyledger_deleted_events'))).toEqual([
    'keyledger_deleted_events{class="read"} 1',
  ]);
});
