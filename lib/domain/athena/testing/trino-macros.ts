/** What Trino does otherwise than DuckDB, or DuckDB does not have: the queries then run as they are written. */
export const TRINO_MACROS: readonly string[] = [
  // Trino gives null for text that is no JSON, and for what is neither text, number nor truth.
  `CREATE MACRO json_extract(text, path) AS TRY(json_extract_path(text, path))`,
  `CREATE MACRO json_extract_scalar(text, path) AS TRY(
     CASE WHEN json_type(text, path) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN json_extract_string(text, path) END)`,
  `CREATE MACRO json_format(value) AS CAST(value AS VARCHAR)`,
];
