import { afterAll, beforeAll, expect, it } from 'vitest';
import { startListedSecrets, type ListedSecrets } from '@/lib/services/testing/listed-secrets';
import { findConfigFiles } from './config-files';

let listed: ListedSecrets;
beforeAll(async () => {
  listed = await startListedSecrets([]);
});
afterAll(() => listed.stop());

it('says of every process whether its file is in force, and what is wrong with it; never where it lies', async () => {
  const ctx = listed.as('auditor');
  const { config } = ctx.store;
  const report = { place: 'host-1:/var/lib/somewhere', digest: 'a'.repeat(64), mistakes: [] };
  await config.report({ ...report, replica: `${report.place}:web` });
  const mistakes = ['keyledger.yaml line 3, grants[0].may: is missing. See keyledger.example.yaml.'];
  await config.report({ ...report, replica: `${report.place}:worker`, mistakes });
  const { agreed, files } = await findConfigFiles(ctx);
  expect(agreed).toBeNull();
  expect(files).toMatchObject([
    { process: 'host-1 web', inForce: false, mistakes: [] },
    { process: 'host-1 worker', inForce: false, mistakes },
  ]);
  expect(JSON.stringify(files)).not.toContain('somewhere');
});
