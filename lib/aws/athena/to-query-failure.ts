import 'server-only';
import type { AthenaSettings } from '@/lib/domain/athena/athena-settings';
import { AppError } from '@/lib/domain/errors';
import type { ScopeProblem } from '@/lib/domain/scope';

const LONGEST_REASON = 500;

const RULES: readonly { when: RegExp; code: ScopeProblem['code']; remedy: string }[] = [
  {
    when: /TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|does not exist/i,
    code: 'unsupported',
    remedy: 'Run the statement that Settings → Athena prints, in the database that keyledger.yaml names.',
  },
  {
    when: /COLUMN_NOT_FOUND|cannot be resolved/i,
    code: 'unsupported',
    remedy: 'The table is not as Settings → Athena prints it: drop it, and run that statement.',
  },
  {
    when: /access denied|not authorized|PERMISSION_DENIED|403/i,
    code: 'denied',
    remedy:
      'Compare the role’s policy with the one that Settings → Athena prints, and look at the bucket’s and its key’s.',
  },
  {
    when: /bytes scanned limit|EXCEEDED.*LIMIT|BYTES_SCANNED/i,
    code: 'throttled',
    remedy: 'Raise the limit of bytes that the workgroup sets for each query.',
  },
];

/** A query that ended badly, in Athena's own words and with what to do. */
export function toQueryFailure(state: string, reason: string, { database, table }: AthenaSettings): AppError {
  const line = reason.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_REASON);
  const rule = RULES.find(({ when }) => when.test(line));
  const message = `athena: the query of ${database}.${table} ${state}${line === '' ? '.' : `: ${line}`}`;
  const remedy = rule?.remedy ?? 'Look at the query in Athena’s history, in the workgroup that keyledger.yaml names.';
  return new AppError('upstream', message, { problem: { code: rule?.code ?? 'unknown', message, remedy }, remedy });
}
