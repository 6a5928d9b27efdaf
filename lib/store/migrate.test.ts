import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { APP_ROLE, bootstrapRoles } from './bootstrap-roles';
import { migrate } from './migrate';
import { readMigrations } from './migrate/read-migrations';
import { SCHEMA_VERSION } from './schema/keyledger-schema';
import { startTestDatabase, type TestDatabase } from './testing/test-database';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  database = await startTestDatabase();
  owner = new pg.Client(database.ownerUrl);
  app = new pg.Client(database.appUrl);
  await Promise.all([owner.connect(), app.connect()]);
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.stop();
});

describe('migrate', () => {
  it('knows the migrations up to the one that the build says', async () => {
    expect((await readMigrations()).at(-1)?.version).toBe(SCHEMA_VERSION);
  });

  it('applies one that was joined later with a lower number', async () => {
    const [{ name, checksum } = { name: '', checksum: '' }] = (await readMigrations()).filter(
      ({ version }) => version === 33,
    );
    await owner.query('delete from keyledger.schema_migration where version = 33');
    await owner.query(`alter table keyledger.saved_view drop constraint saved_view_issuer_subject_name_shared_key;
      alter table keyledger.saved_view add unique (issuer, subject, name)`);
    const later = { migrationUrl: database.ownerUrl, appRole: APP_ROLE };
    expect(await migrate(later)).toEqual({ applied: [name] });
    const { rows } = await owner.query('select checksum from keyledger.schema_migration where version = 33');
    expect(rows).toEqual([{ checksum }]);
  });

  it('applies nothing the second time, also when started twice at once', async () => {
    const again = () => migrate({ migrationUrl: database.ownerUrl, appRole: APP_ROLE });
    expect(await Promise.all([again(), again()])).toEqual([{ applied: [] }, { applied: [] }]);
  });

  it('refuses a database newer than the build', async () => {
    await owner.query(`insert into keyledger.schema_migration (version, name, checksum) values (99, 'later', 'x')`);
    const refused = migrate({ migrationUrl: database.ownerUrl, appRole: APP_ROLE });
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('99') });
    await owner.query('delete from keyledger.schema_migration where version = 99');
  });

  it('refuses a migration that was edited after it was applied', async () => {
    await owner.query(`update keyledger.schema_migration set checksum = 'other' where version = 2`);
    const refused = migrate({ migrationUrl: database.ownerUrl, appRole: APP_ROLE });
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('0002_history.sql') });
    const known = (await readMigrations())[1]?.checksum;
    await owner.query('update keyledger.schema_migration set checksum = $1 where version = 2', [known]);
  });

  it('says that a server is not there', async () => {
    const gone = migrate({ migrationUrl: 'postgresql://a:b@127.0.0.1:1/x', appRole: APP_ROLE });
    await expect(gone).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('bootstraps again without harm', async () => {
    const name = new URL(database.superuserUrl).pathname.slice(1);
    const options = { ownerPassword: 'only-for-tests', appPassword: 'only-for-tests', database: name };
    await expect(bootstrapRoles(database.superuserUrl, options)).resolves.toBeUndefined();
  });
});

describe('the app role', () => {
  it.each([
    `update keyledger.ledger set reason = 'x'`,
    'delete from keyledger.ledger',
    'truncate keyledger.ledger',
    'drop table keyledger.ledger',
    'alter table keyledger.ledger add column x text',
    'create table keyledger.mine (x text)',
    'create table public.mine (x text)',
    'delete from keyledger.ledger_head',
    'delete from keyledger.schema_migration',
    'set role keyledger_owner',
  ])('may not %s', async (statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('gets partitions through the function alone, and only sane ones', async () => {
    const made = await app.query(`select keyledger.prepare_partitions('2026-10-15Z', '2026-12-01Z') as made`);
    expect(made.rows).toEqual([{ made: 3 }]);
    const again = await app.query(`select keyledger.prepare_partitions('2026-10-15Z', '2026-12-01Z') as made`);
    expect(again.rows).toEqual([{ made: 0 }]);
    await expect(app.query(`select keyledger.prepare_partitions('1066-10-14Z', now())`)).rejects.toMatchObject({
      code: '22023',
    });
  });

  it('finds a partition that another has made while it waited', async () => {
    const statement = `select keyledger.prepare_partitions('2031-05-15Z', '2031-05-15Z') as made`;
    const other = new pg.Client(database.appUrl);
    await other.connect();
    try {
      // Knows the schema before it waits, as a process at work does.
      await other.query(`select keyledger.prepare_partitions('2031-04-15Z', '2031-04-15Z')`);
      await app.query('begin');
      expect((await app.query(statement)).rows).toEqual([{ made: 1 }]);
      const late = other.query(statement);
      // Of our own database: the server is that of the whole run.
      const waits = `select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`;
      await expect.poll(async () => (await owner.query(waits)).rows).toEqual([{ n: 1 }]);
      await app.query('commit');
      expect((await late).rows).toEqual([{ made: 0 }]);
    } finally {
      await other.end();
    }
  });
});
