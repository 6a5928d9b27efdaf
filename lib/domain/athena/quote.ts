/** A text in Trino's SQL, whatever it holds: a quote is doubled, and nothing else means anything there (Trino, Literals). */
export const toLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name in Trino's SQL. */
export const toName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text in Athena's DDL, which is Hive's: there a backslash escapes. */
export const toHiveLiteral = (text: string): string => `'${text.replaceAll(/['\\]/g, (special) => `\\${special}`)}'`;

/** A name in Athena's DDL. */
export const toHiveName = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
