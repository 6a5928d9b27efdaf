import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AccessEvent, Principal } from '@/lib/domain/event-record';
import { addDays } from '@/lib/domain/day';
import type { FindingState } from '@/lib/domain/unusual/dismissal';
import { backup } from '@/lib/store/backup/backup';
import { restore } from '@/lib/store/backup/restore';
import { withClient } from '@/lib/store/migrate/with-client';
import { makeEvent } from '@/lib/store/testing/make-event';
import { at, startUnusualFixture, type UnusualFixture } from './testing/unusual-fixture';

const root: Principal = { id: 'root of 111122223333', type: 'root', accountId: '111122223333', label: 'root' };
const REASON = 'a drill';

let fixture: UnusualFixture;
let made = 0;
beforeAll(async () => {
  fixture = await startUnusualFixture();
  await fixture.cover(60);
});
afterAll(() => fixture.stop());

/** Root read a secret of its own, and somebody dismissed it. */
async function dismissed() {
  made += 1;
  const secret = fixture.secret(`prod/dismissed/${made}`);
  await fixture.list(secret);
  const read = (hours = 0): AccessEvent =>
    makeEvent({ secretId: secret.secret.arn, at: at(3, hours), principal: root, actorKind: 'person' });
  await fixture.store([read()]);
  await fixture.judge();
  const found = (state: FindingState = 'all') => fixture.found({ secretId: secret.id, state });
  const [finding] = await found('open');
  if (!finding) throw new Error('root is told of');
  const act = { ids: [finding.id], at: at(0), by: 'ann@example.com', reason: REASON, toEntry: null };
  expect(await fixture.ctx.store.unusual.dismiss(act)).toBe(1);
  return { read, found, id: finding.id };
}
const query = (sql: string) => withClient(fixture.database.superuserUrl, async (client) => client.query(sql));

it('what is judged again stays dismissed, with more events than there were', async () => {
  const { read, found, id } = await dismissed();
  await fixture.store([read(1), read(2)]);
  await fixture.judge();
  expect(await found('dismissed')).toMatchObject([{ id, count: 3, dismissal: { count: 1, reason: REASON } }]);
  expect(await found('open')).toEqual([]);
});

it('the rules take back what was dismissed, and find it again as it was left', async () => {
  const { found, id } = await dismissed();
  const quiet = fixture.with({ rules: ['many-secrets'] });
  await fixture.judge(quiet);
  expect(await found()).toEqual([]);
  // Of what is not found nothing is changed.
  const act = { ids: [id], at: at(0), toEntry: null };
  expect(await fixture.ctx.store.unusual.reopen(act)).toBe(0);
  await fixture.judge(fixture.with({}));
  expect(await found()).toMatchObject([{ id, dismissal: { by: 'ann@example.com', at: at(0), reason: REASON } }]);
  expect(await fixture.ctx.store.unusual.reopen(act)).toBe(1);
  expect(await found('open')).toMatchObject([{ id, dismissal: null }]);
});

it('a backup brings dismissals back, before what they are of is found', async () => {
  const { found, id } = await dismissed();
  const folder = await mkdtemp(path.join(tmpdir(), 'keyledger-dismissed-'));
  const file = path.join(folder, 'all.gz');
  await backup(fixture.database.ownerUrl, file);
  await restore(fixture.database.ownerUrl, file, { force: true });
  await rm(folder, { recursive: true });
  expect(await found()).toEqual([]);
  await fixture.judge();
  expect(await found()).toMatchObject([{ id, dismissal: { by: 'ann@example.com', reason: REASON } }]);
});

it('a dismissal goes with its finding, and not before', async () => {
  const { found } = await dismissed();
  const day = at(3).toISOString().slice(0, 10);
  await fixture.ctx.store.unusual.prune(day, day);
  expect(await found('dismissed')).toHaveLength(1);
  await fixture.ctx.store.unusual.prune(day, addDays(day, 1));
  expect((await query(`select from keyledger.unusual_dismissal where day = '${day}'`)).rowCount).toBe(0);
});
