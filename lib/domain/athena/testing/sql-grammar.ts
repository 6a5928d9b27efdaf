// Not the package's own index: it loads nine other dialects.
import { HiveSQL } from 'dt-sql-parser/dist/parser/hive';
import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino';

/** What a grammar finds wrong, in words; empty: it is a statement of it. */
export const readAsTrino = (sql: string): string[] => new TrinoSQL().validate(sql).map(({ message }) => message);
/** Athena's DDL is Hive's. */
export const readAsHive = (sql: string): string[] => new HiveSQL().validate(sql).map(({ message }) => message);
