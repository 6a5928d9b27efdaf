import { describeGrantee, describeStatement } from './describe-grant';
import type { GrantStatement } from '@/lib/domain/grant-statement';

export interface StatementDifference {
  added: GrantStatement[];
  removed: GrantStatement[];
  /** The same people with the same effect, once before and once after. */
  changed: { before: GrantStatement; after: GrantStatement }[];
}

/** What a new list of statements says otherwise; their order means nothing. */
export function compareStatements(
  before: readonly GrantStatement[],
  after: readonly GrantStatement[],
): StatementDifference {
  const removed = without(before, after);
  const added = without(after, before);
  const changed = removed.flatMap((old) => {
    const again = added.filter((one) => toParty(one) === toParty(old));
    const [only] = again;
    const isOnly = again.length === 1 && removed.filter((one) => toParty(one) === toParty(old)).length === 1;
    return only && isOnly ? [{ before: old, after: only }] : [];
  });
  return {
    added: added.filter((one) => !changed.some((pair) => pair.after === one)),
    removed: removed.filter((one) => !changed.some((pair) => pair.before === one)),
    changed,
  };
}

const toParty = ({ who, grants }: GrantStatement): string => `${grants[0]?.effect} ${describeGrantee(who)}`;

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** What two statements must share to say the same, in whatever order they list it. */
function toKey({ who, grants }: GrantStatement): string {
  const where = Object.entries(grants[0]?.where ?? {})
    .map(([key, value]): [string, unknown] => [key, Array.isArray(value) ? value.toSorted(byText) : value])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const may = grants.map(({ permission, effect }) => `${effect} ${permission}`).toSorted(byText);
  return JSON.stringify([who, may, where]);
}

/** Those of `list` that `other` does not hold as often. */
function without(list: readonly GrantStatement[], other: readonly GrantStatement[]): GrantStatement[] {
  const left = new Map<string, number>();
  for (const one of other) left.set(toKey(one), (left.get(toKey(one)) ?? 0) + 1);
  return list.filter((one) => {
    const count = left.get(toKey(one)) ?? 0;
    left.set(toKey(one), count - 1);
    return count <= 0;
  });
}

const MOST_LINES = 12;
const LONGEST_LINE = 160;

/** In words that fit into one entry of the ledger: at most twelve lines, each cut at 160 characters. */
export function describeDifference({ added, removed, changed }: StatementDifference): string {
  const lines = [
    ...removed.map((one) => `- ${describeStatement(one)}`),
    ...added.map((one) => `+ ${describeStatement(one)}`),
    ...changed.flatMap((pair) => [`< ${describeStatement(pair.before)}`, `> ${describeStatement(pair.after)}`]),
  ];
  const shown = lines
    .slice(0, MOST_LINES)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1)}…` : line));
  return [...shown, ...(lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : [])].join('\n');
}
