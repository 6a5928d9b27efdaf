import 'server-only';
import { seesEverything, type GrantRule, type Visibility } from '@/lib/domain/grant';
import { findPair, type ItemIndex } from './item-index';

export type RowTest = (row: number) => boolean;

const always: RowTest = () => true;
const never: RowTest = () => false;

/** Of one test, that test itself: these are asked of every row there is. */
export const allOf = ([first = always, ...others]: readonly RowTest[]): RowTest =>
  others.length === 0 ? first : (row) => first(row) && others.every((test) => test(row));

export const anyOf = ([first = never, ...others]: readonly RowTest[]): RowTest =>
  others.length === 0 ? first : (row) => first(row) || others.some((test) => test(row));

function inTable(codes: Uint32Array, table: Uint8Array, expected: 0 | 1): RowTest {
  return (row) => (table[codes[row] ?? 0] ?? 0) === expected;
}

export function hasPair(index: ItemIndex, key: string, value: string): RowTest {
  const pair = findPair(index, key, value);
  if (pair === null) return never;
  const { values, starts, counts } = index.tags;
  return (row) => {
    const start = starts[row] ?? 0;
    const end = start + (counts[row] ?? 0);
    for (let at = start; at < end; at += 1) if (values[at] === pair) return true;
    return false;
  };
}

function toRuleTest(index: ItemIndex, rule: GrantRule): RowTest {
  const { dictionaries, codes } = index;
  const tests: RowTest[] = [];
  if (rule.environments) tests.push(inTable(codes.environment, dictionaries.environment.tableOf(rule.environments), 1));
  if (rule.notEnvironments)
    tests.push(inTable(codes.environment, dictionaries.environment.tableOf(rule.notEnvironments), 0));
  if (rule.accounts) tests.push(inTable(codes.accountId, dictionaries.accountId.tableOf(rule.accounts), 1));
  if (rule.tag) tests.push(hasPair(index, rule.tag.key, rule.tag.value));
  if (rule.namePrefix !== undefined) {
    const prefix = Buffer.from(rule.namePrefix, 'utf8');
    tests.push((row) => index.names.startsWith(row, prefix));
  }
  if (rule.also) tests.push(toRuleTest(index, rule.also));
  return allOf(tests);
}

/** Says of every row what `permits` of lib/domain/grant says of its facts; no allow rule: nothing. */
export function toVisible(index: ItemIndex, visibility: Visibility): RowTest {
  if (seesEverything(visibility)) return always;
  const allowed = anyOf(visibility.allow.map((rule) => toRuleTest(index, rule)));
  if (visibility.deny.length === 0) return allowed;
  const denied = anyOf(visibility.deny.map((rule) => toRuleTest(index, rule)));
  return (row) => allowed(row) && !denied(row);
}
