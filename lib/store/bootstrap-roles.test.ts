import { afterAll, beforeAll, expect, it } from 'vitest';
import { bootstrapRoles } from './bootstrap-roles';
import { startTestDatabase, type TestDatabase } from './testing/test-database';

const TIMES = 8;

let databases: TestDatabase[];
beforeAll(async () => {
  databases = [await startTestDatabase(), await startTestDatabase()];
});
afterAll(async () => {
  for (const database of databases) await database.stop();
});

const again = async ({ superuserUrl }: TestDatabase): Promise<void> => {
  const database = new URL(superuserUrl).pathname.slice(1);
  for (let time = 0; time < TIMES; time += 1)
    await bootstrapRoles(superuserUrl, { ownerPassword: 'only-for-tests', appPassword: 'only-for-tests', database });
};

it('is done again without harm, also from several databases of one server at once', async () => {
  await expect(Promise.all([...databases, ...databases].map(again))).resolves.toHaveLength(4);
});
