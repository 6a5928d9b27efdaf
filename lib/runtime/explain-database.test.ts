import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '@/lib/store/migrate';
import { startTestDatabase, type TestDatabase } from '@/lib/store/testing/test-database';
import { withDatabase } from './explain-database';

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());

const edited = (edit: (url: URL) => void): string => {
  const url = new URL(database.ownerUrl);
  edit(url);
  return url.href;
};

it.each<[string, (url: URL) => void, RegExp]>([
  ['another password', (url) => (url.password = 'CANARY'), /refuses the user keyledger_owner or its password\.$/],
  ['another user', (url) => (url.username = 'nobody'), /refuses the user nobody or its password\.$/],
  ['another database', (url) => (url.pathname = '/gone'), /^DATABASE_URL: there is no database gone on 127/],
  ['another port', (url) => (url.port = '1'), /^DATABASE_URL: nothing listens on 127\.0\.0\.1:1\.$/],
])('%s is one line without a secret', async (_, edit, words) => {
  const url = edited(edit);
  const tried = withDatabase('DATABASE_URL', url, () => migrate({ migrationUrl: url, appRole: 'keyledger_app' }));
  const message = await tried.then(String, (error: Error) => error.message);
  expect(message).toMatch(words);
  expect(message).not.toMatch(/CANARY|only-for-tests/);
});

it('an application role that is not there is one line', async () => {
  const url = database.ownerUrl;
  const tried = withDatabase('DATABASE_URL', url, () => migrate({ migrationUrl: url, appRole: 'nobody' }));
  await expect(tried).rejects.toThrow(/the user that DATABASE_URL names is not known on .*: create it first\.$/);
});

it('other errors stay as they are', async () => {
  const error = new pg.DatabaseError('x', 1, 'error');
  await expect(withDatabase('DATABASE_URL', database.ownerUrl, () => Promise.reject(error))).rejects.toBe(error);
});
