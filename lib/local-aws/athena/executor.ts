/** What runs a query over the trail's files. Only tests have one: without it every query fails. */
export type AthenaExecutor = (sql: string) => Promise<{
  columns: readonly string[];
  rows: readonly (readonly (string | null)[])[];
  bytesScanned: number;
}>;
