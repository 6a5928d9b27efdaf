import 'server-only';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { AppError } from '@/lib/domain/errors';
import type { ScopeProblem } from '@/lib/domain/scope';

/** Trino's error codes, which Athena's reasons begin with: `TABLE_NOT_FOUND: line 1:1: …`. */
const CODE = /^[A-Z]{1,30}(?:_[A-Z]{1,30}){1,8}(?=:)/;

interface Rule {
  when: RegExp;
  code: ScopeProblem['code'];
  /** What it means, in our words. */
  says: string;
  remedy: string;
}

const REMAKE = 'drop it, and run the statement that Settings → Athena prints.';

/** In order; the first that holds decides (Athena user guide, troubleshooting; Trino, error codes). */
const RULES: readonly Rule[] = [
  {
    when: /^(TABLE|SCHEMA|CATALOG)_NOT_FOUND|^SYNTAX_ERROR: line [\d:]+ (Table|Schema) \S+ does not exist/,
    code: 'unsupported',
    says: 'there is no such table',
    remedy: 'Run the statement that Settings → Athena prints, in the database that keyledger.yaml names.',
  },
  {
    when: /^COLUMN_NOT_FOUND|^SYNTAX_ERROR: line [\d:]+ Column \S+ cannot be resolved/,
    code: 'unsupported',
    says: 'the table lacks a column',
    remedy: `The table is not as Settings → Athena prints it: ${REMAKE}`,
  },
  {
    when: /^(HIVE_BAD_DATA|HIVE_CURSOR_ERROR|HIVE_INVALID_METADATA|HIVE_PARTITION_SCHEMA_MISMATCH|HIVE_UNSUPPORTED_FORMAT|TYPE_MISMATCH)\b(?!.*Access Denied)/is,
    code: 'unsupported',
    says: 'the files could not be read as the table describes them',
    remedy: `Compare the table with the statement that Settings → Athena prints; where it differs, ${REMAKE}`,
  },
  {
    when: /^PERMISSION_DENIED|access denied|not authorized|insufficient permissions|Status Code: 403/i,
    code: 'denied',
    says: 'something was denied to it',
    remedy:
      'Compare the role’s policy with the one that Settings → Athena prints, and look at the bucket’s and its key’s.',
  },
  {
    when: /bytes scanned limit/i,
    code: 'throttled',
    says: 'it scanned more than its workgroup allows',
    remedy: 'Raise the limit of bytes that the workgroup sets for each query.',
  },
  {
    when: /^EXCEEDED_|exhausted resources|query timeout/i,
    code: 'throttled',
    says: 'it took more time or memory than Athena gives a query',
    remedy:
      'Fewer days take less. Daily sums are asked for in fewer days at once after each such failure, so that nothing has to be done unless it goes on.',
  },
];

/**
 * A query that ended badly: Athena's code of it, and where we know the case, what it means and what to do. Athena's sentence
 * stays out: it may quote a field of any service's record, which may hold a value, and this goes into a row, a page and the log.
 */
export function toQueryFailure(state: string, reason: string, { database, table }: AthenaSettings): AppError {
  const line = reason.trim();
  const rule = RULES.find(({ when }) => when.test(line));
  const why = [CODE.exec(line)?.[0], rule?.says].filter((part) => part !== undefined).join(', ');
  const message = `athena: the query of ${database}.${table} ${state}${why === '' ? '.' : `: ${why}.`}`;
  const remedy = rule?.remedy ?? 'Look at the query in Athena’s history, in the workgroup that keyledger.yaml names.';
  return new AppError('upstream', message, { problem: { code: rule?.code ?? 'unknown', message, remedy }, remedy });
}
