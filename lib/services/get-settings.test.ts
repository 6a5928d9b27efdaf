import { afterAll, beforeAll, expect, it } from 'vitest';
import { settingsView } from '@/lib/contract/system';
import { startListedSecrets, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { getSettings } from './get-settings';

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets([]);
});
afterAll(() => listed.stop());

it('of the configuration nothing goes out but what the contract names', async () => {
  const told = settingsView.safeParse(await getSettings(listed.as('admin')));
  expect(told.error?.issues ?? []).toEqual([]);
});
