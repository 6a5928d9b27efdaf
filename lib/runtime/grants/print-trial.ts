import 'server-only';
import { describeStatement } from '@/lib/domain/grants/describe-grant';
import type { GrantStatement } from '@/lib/domain/grant-statement';
import type { KnownPerson } from '@/lib/domain/ports/people-store';
import type { PermissionChange, Trial } from './try-grants';

/** Names come from AWS and from providers: what would move the cursor or turn the line shows as `?`. */
const toPrintable = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');

const toLine = (mark: string, statement: GrantStatement): string =>
  `  ${mark} ${statement.line === undefined ? '' : `line ${statement.line}: `}${describeStatement(statement)}`;

/** The answer as people read it in a terminal; `against`: what was compared with, in words. */
export function printTrial(trial: Trial, people: readonly KnownPerson[], against: string): string {
  const { statements, moved, unmet } = trial;
  const { added, removed, changed } = statements;
  const strangers = people.filter(({ groups }) => groups === null);
  return [
    `Against ${against}:`,
    `Statements: ${added.length} added, ${removed.length} removed, ${changed.length} changed.`,
    ...removed.map((one) => toLine('-', one)),
    ...added.map((one) => toLine('+', one)),
    ...changed.flatMap((pair) => [toLine('<', pair.before), toLine('>', pair.after)]),
    ...(moved > 0 ? [`Secrets that would count to another environment: ${moved}.`] : []),
    `People: ${people.length} known from the last 90 days, ${trial.people.length} of them with a change.`,
    ...toTable(trial.people),
    ...(strangers.length > 0
      ? [
          `Without a session that tells their groups and claims, so that only what names them otherwise is counted: ${strangers
            .map(({ name }) => name)
            .join(', ')}.`,
        ]
      : []),
    ...(unmet.length > 0 ? ['These differ and name nobody who has signed in:'] : []),
    ...unmet.map((one) => toLine(' ', one)),
  ]
    .map(toPrintable)
    .join('\n');
}

function toTable(people: Trial['people']): string[] {
  if (people.length === 0) return [];
  const rows = people.flatMap(({ person, changes }) =>
    changes.map((change) => [person.name, change.permission, ...toCounts(change), toExamples(change)]),
  );
  const table = [['who', 'permission', 'gains', 'loses', 'for example'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  return table.map((row) => `  ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

const toCounts = ({ whole, gained, lost }: PermissionChange): string[] =>
  whole ? [whole === 'gained' ? 'yes' : '', whole === 'lost' ? 'yes' : ''] : [toCount('+', gained), toCount('-', lost)];

const toCount = (sign: string, count: number): string => (count === 0 ? '' : `${sign}${count}`);

const toExamples = ({ gainedExamples, lostExamples }: PermissionChange): string =>
  [...gainedExamples.map((name) => `+${name}`), ...lostExamples.map((name) => `-${name}`)].join(' ');
