import { describe, expect, it } from 'vitest';
import { readAsHive, readAsTrino } from './testing/sql-grammar';
import { toLiteral, toName } from './quote';
import { toRollUpQuery } from './roll-up-query';
import { toTrailTable, type TrailTable } from './trail-table';

const TABLE: TrailTable = {
  catalog: 'AwsDataCatalog',
  database: 'keyledger',
  table: 'cloudtrail',
  bucket: 'example-trail',
  prefix: '',
  organization: null,
  since: '2024-01-01',
  accounts: ['111122223333'],
  regions: ['eu-west-1', 'us-east-1'],
};
const DAYS = { accountId: '111122223333', region: 'eu-west-1', from: '2026-11-20', to: '2026-11-24' };
const HOSTILE = [
  "it's",
  '"; DROP TABLE secrets; --',
  'back\\slash',
  'back\\',
  'a`b',
  "\\'; --",
  '${account}',
  '$1 $$',
  'Ünïcodé 🔑 ‮',
  '/* */ %_',
];

describe('the statement that makes the table', () => {
  it('of one account’s trail lists accounts and regions', () => {
    const ddl = toTrailTable(TABLE);
    expect(readAsHive(ddl)).toEqual([]);
    expect(ddl).toContain("LOCATION 's3://example-trail/AWSLogs/'");
    expect(ddl).toContain("'projection.account.values' = '111122223333'");
    expect(ddl).toContain("'projection.region.values' = 'eu-west-1,us-east-1'");
    expect(ddl).toContain("'projection.delivered.range' = '2024/01/01,NOW'");
    expect(ddl).toContain(
      "'storage.location.template' = 's3://example-trail/AWSLogs/${account}/CloudTrail/${region}/${delivered}'",
    );
  });

  it('of an organization’s trail takes whatever account and region a query names', () => {
    const ddl = toTrailTable({
      ...TABLE,
      prefix: 'logs/',
      organization: 'o-abc1234567',
      accounts: null,
      regions: null,
    });
    expect(readAsHive(ddl)).toEqual([]);
    expect(ddl).toContain("LOCATION 's3://example-trail/logs/AWSLogs/o-abc1234567/'");
    expect(ddl).toContain("'projection.account.type' = 'injected'");
    expect(ddl).toContain("'projection.region.type' = 'injected'");
    expect(ddl).not.toMatch(/projection\.(account|region)\.values/);
  });

  it('lists a few dozen values at most', () => {
    const accounts = Array.from({ length: 25 }, (_, index) => String(100_000_000_000 + index));
    expect(toTrailTable({ ...TABLE, accounts })).toContain("'projection.account.type' = 'injected'");
    expect(toTrailTable({ ...TABLE, accounts: accounts.slice(1) })).toContain("'projection.account.type' = 'enum'");
  });

  it.each(HOSTILE)('stays one statement whatever is in its names: %s', (text) => {
    const ddl = toTrailTable({ ...TABLE, database: text, table: text, prefix: `${text}/`, bucket: text });
    expect(readAsHive(ddl)).toEqual([]);
    // Without what is quoted, nothing of the text is left.
    expect(unquoted(ddl, /'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`/gs)).toBe(
      unquoted(toTrailTable({ ...TABLE, prefix: 'x/' }), /'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`/gs),
    );
  });
});

describe('the question about days', () => {
  it('is Trino’s SQL, held to one account, one region and the folders of its days and of late files', () => {
    const sql = toRollUpQuery(TABLE, DAYS);
    expect(readAsTrino(sql)).toEqual([]);
    expect(sql).toContain("account = '111122223333' AND region = 'eu-west-1'");
    expect(sql).toContain("delivered >= '2026/11/20' AND delivered <= '2026/11/27'");
    expect(sql).toContain("eventtime >= '2026-11-20T00:00:00Z' AND eventtime < '2026-11-25T00:00:00Z'");
    expect(sql.length).toBeLessThan(10_000);
  });

  it.each(HOSTILE)('stays one statement whatever its table is called: %s', (text) => {
    const sql = toRollUpQuery({ catalog: text, database: text, table: text }, DAYS);
    expect(readAsTrino(sql)).toEqual([]);
    expect(sql).toContain([text, text, text].map(toName).join('.'));
    const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"/g;
    expect(unquoted(sql, quoted)).toBe(unquoted(toRollUpQuery(TABLE, DAYS), quoted));
  });

  it.each([
    [{ accountId: '' }],
    [{ accountId: "1' OR '1'='1" }],
    [{ region: '' }],
    [{ region: "eu-west-1' OR 1=1 --" }],
    [{ from: '' }],
    [{ from: '2026-11-25' }],
    [{ to: '2026-11-24T00:00:00Z' }],
  ])('is not made without bounds: %j', (change) => {
    expect(() => toRollUpQuery(TABLE, { ...DAYS, ...change })).toThrow(TypeError);
  });
});

it.each(HOSTILE)('a literal is one, and says what it was given: %s', (text) => {
  expect(readAsTrino(`SELECT ${toLiteral(text)} AS ${toName(text)}`)).toEqual([]);
});

it('the grammars are not content with anything', () => {
  expect(readAsTrino('SELECT FROM WHERE')).not.toEqual([]);
  expect(readAsTrino("SELECT 'it's'")).not.toEqual([]);
  expect(readAsHive('CREATE EXTERNAL TABLE (')).not.toEqual([]);
});

const unquoted = (sql: string, quoted: RegExp): string => sql.replaceAll(quoted, '?');
