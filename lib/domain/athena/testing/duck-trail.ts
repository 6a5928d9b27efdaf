import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { toName } from '@/lib/domain/athena/quote';
import { TRAIL_COLUMNS } from '@/lib/domain/athena/trail-table';
import type { AthenaRow } from '@/lib/domain/athena/trail-fields';
import { TRINO_MACROS } from './trino-macros';

export interface DeliveredRecord {
  account: string;
  region: string;
  /** `2026/11/25`: the folder that its file lies in. */
  delivered: string;
  record: Record<string, unknown>;
}

export interface DuckTrail {
  query(sql: string): Promise<AthenaRow[]>;
  close(): Promise<void>;
}

/** Hive's type as DuckDB spells it. */
const toDuckType = (hive: string): string =>
  hive
    .replaceAll(/\s+/g, '')
    .replaceAll(/(\w+):/g, '"$1" ')
    .replaceAll('STRUCT<', 'STRUCT(')
    .replaceAll('MAP<', 'MAP(')
    .replaceAll('>', ')')
    .replaceAll('STRING', 'VARCHAR');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The SerDe knows no case in names of fields; keys of a map are data. */
const toLower = (value: unknown, isMap = false): unknown => {
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  if (isMap) return Object.fromEntries(entries.map(([key, one]) => [key, String(one)]));
  return Object.fromEntries(
    entries.map(([key, one]) => [
      key.toLowerCase(),
      toLower(one, key === 'attributes' && 'federatedProvider' in value),
    ]),
  );
};

/** What CloudTrailInputFormat makes of one record: fields of type STRING hold text, JSON where it was none. */
function toRow({ account, region, delivered, record }: DeliveredRecord) {
  const fields = Object.entries(record).map(([name, value]): [string, unknown] => {
    const column = name.toLowerCase();
    const type = Object.hasOwn(TRAIL_COLUMNS, column) ? TRAIL_COLUMNS[column as keyof typeof TRAIL_COLUMNS] : null;
    if (type !== 'STRING') return [column, toLower(value)];
    return [column, isObject(value) || Array.isArray(value) ? JSON.stringify(value) : value];
  });
  return { ...Object.fromEntries(fields), account, region, delivered };
}

/** A trail's table in DuckDB under its whole name, over these records: the SQL made for Athena runs on it unchanged. */
export async function openDuckTrail(
  records: readonly DeliveredRecord[],
  { catalog, database, table }: { catalog: string; database: string; table: string },
): Promise<DuckTrail> {
  const folder = await mkdtemp(join(tmpdir(), 'keyledger-duck-'));
  const file = join(folder, 'records.jsonl');
  await writeFile(file, records.map((one) => `${JSON.stringify(toRow(one))}\n`).join(''));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = Object.entries({ ...TRAIL_COLUMNS, account: 'STRING', region: 'STRING', delivered: 'STRING' })
    .map(([name, type]) => `${name}: '${toDuckType(type).replaceAll("'", "''")}'`)
    .join(', ');
  const [inCatalog, inDatabase] = [toName(catalog), `${toName(catalog)}.${toName(database)}`];
  await connection.run(`ATTACH ':memory:' AS ${inCatalog}`);
  await connection.run(`CREATE SCHEMA ${inDatabase}`);
  for (const macro of TRINO_MACROS) await connection.run(macro);
  await connection.run(
    `CREATE TABLE ${inDatabase}.${toName(table)} AS SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${columns}}, maximum_object_size = 16777216)`,
  );
  return {
    query: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader
        .getRowObjectsJson()
        .map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              typeof value === 'string' ? value : value === null ? null : JSON.stringify(value),
            ]),
          ),
        );
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
