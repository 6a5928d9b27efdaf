import { Client } from 'pg';
import { settingsView } from '@/lib/contract/system';
import { expect, test } from './fixtures/test';
import { testAddress } from './fixtures/test-address';
import { until } from './fixtures/until';

/** A refused read of nothing in particular, from long before reads are kept by default; and the worker's day is young again. */
async function bringOldRead(): Promise<void> {
  const client = new Client({ connectionString: testAddress('KEYLEDGER_TEST_DATABASE_URL') });
  await client.connect();
  try {
    const at = new Date(Date.now() - 410 * 86_400_000).toISOString();
    await client.query('select keyledger.prepare_partitions($1::timestamptz, $1::timestamptz)', [at]);
    await client.query(
      `insert into keyledger.event (at, event_id, scope_id, account_id, region, event_name, action_class, outcome,
         principal_id, actor_kind, raw)
       select $1::timestamptz, gen_random_uuid()::text, s.id, s.account_id, s.region, 'GetSecretValue', 'read', 'denied', p.id,
         'workload', '{}' from (select * from keyledger.scope limit 1) s, (select * from keyledger.principal limit 1) p`,
      [at],
    );
    await client.query(`delete from pgboss.job where name = 'retention' and state = 'created'`);
  } finally {
    await client.end();
  }
}

test('what the worker deleted is said in Settings, and wherever it would be listed', async ({ signInAs, apiAs }) => {
  test.setTimeout(240_000);
  const api = await apiAs('admin');
  await until('events are there', 120, async () => {
    const answer = await api.get(settingsView, '/api/settings');
    return answer.calls.some(({ operations }) => operations.some(({ counted }) => counted > 0)) || null;
  });
  const deletedOf = async (): Promise<number> => {
    const { retention } = await api.get(settingsView, '/api/settings');
    return retention.find(({ action }) => action === 'read')?.deleted ?? 0;
  };
  const before = await deletedOf();
  await bringOldRead();
  await until('the worker has deleted it', 60, async () => ((await deletedOf()) > before ? true : null));

  const page = await signInAs('admin');
  await page.goto('/settings#retention');
  const card = page.getByRole('region', { name: 'Retention' });
  const reads = card.getByRole('row').filter({ hasText: 'Reads' });
  await expect(reads).toContainText('400 days');
  await expect(reads).toContainText(/\d{4}-\d{2}-\d{2} UTC/);
  await expect(card.getByRole('row').filter({ hasText: 'Changes' })).toContainText('for ever');

  const words = /Single reads before \d{4}-\d{2}-\d{2} \(UTC\) are no longer kept\./;
  for (const address of ['/access?from=500d', '/access?preset=top&from=500d', '/ledger/outside?from=500d']) {
    await page.goto(address);
    await expect(page.getByText(words).first(), address).toBeVisible();
  }
  await page.goto('/access?from=90d');
  await expect(page.getByRole('heading', { level: 1, name: 'Access' })).toBeVisible();
  await expect(page.getByText(words)).toHaveCount(0);
});
