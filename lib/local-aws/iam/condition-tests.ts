import { BlockList, isIP } from 'node:net';
import { literalOf, matchesPattern } from './match-pattern';

/** Holds what a policy wants against one value of the request. */
export type Test = (wanted: string, found: string) => boolean;
export type Operator = {
  test: Test;
  negated: boolean;
  /** Policy variables stand in strings and ARNs alone. */ text: boolean;
};

const equal: Test = (wanted, found) => literalOf(wanted) === found;
const equalIgnoringCase: Test = (wanted, found) => literalOf(wanted).toLowerCase() === found.toLowerCase();
const like: Test = (wanted, found) => matchesPattern(wanted, found);

/** Each of the six parts of an ARN for itself: a wildcard in one never reaches into the next. */
const arnLike: Test = (wanted, found) => {
  if (wanted === '*') return true;
  const cut = (arn: string) => /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s.exec(arn)?.slice(1);
  const [patterns, parts] = [cut(wanted), cut(found)];
  return patterns !== undefined && parts !== undefined && patterns.every((part, at) => like(part, parts[at] ?? ''));
};

type Compare = (found: number, wanted: number) => boolean;
const compares: Record<string, Compare> = {
  Equals: (found, wanted) => found === wanted,
  LessThan: (found, wanted) => found < wanted,
  LessThanEquals: (found, wanted) => found <= wanted,
  GreaterThan: (found, wanted) => found > wanted,
  GreaterThanEquals: (found, wanted) => found >= wanted,
};

const toNumber = (value: string) => (value.trim() === '' ? NaN : Number(value));
/** ISO 8601, or seconds since 1970. */
const toMoment = (value: string) => (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value));

const measured =
  (read: (value: string) => number, compare: Compare): Test =>
  (wanted, found) =>
    compare(read(found), read(wanted));

const inRange: Test = (wanted, found) => {
  const [address = '', bits] = wanted.split('/');
  const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const seen = found.replace(/^::ffff:(?=\d+\.)/, '');
  if (isIP(address) === 0 || isIP(seen) === 0) return false;
  const range = new BlockList();
  const prefix = bits === undefined ? NaN : Number(bits);
  if (bits === undefined) range.addAddress(address, kind);
  else if (Number.isInteger(prefix) && prefix >= 0 && prefix <= (kind === 'ipv6' ? 128 : 32))
    range.addSubnet(address, prefix, kind);
  return range.check(seen, isIP(seen) === 6 ? 'ipv6' : 'ipv4');
};

const is = (test: Test, text = false): Operator => ({ test, negated: false, text });
const not = (test: Test, text = false): Operator => ({ test, negated: true, text });

function family(name: string, read: (value: string) => number): [string, Operator][] {
  const positive = Object.entries(compares).map(([how, compare]): [string, Operator] => [
    `${name}${how}`,
    is(measured(read, compare)),
  ]);
  return [...positive, [`${name}NotEquals`, not(measured(read, (found, wanted) => found === wanted))]];
}

/** The condition operators of the IAM reference, "Condition operators", but Null, which asks only for presence. */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', is(equal, true)],
  ['StringNotEquals', not(equal, true)],
  ['StringEqualsIgnoreCase', is(equalIgnoringCase, true)],
  ['StringNotEqualsIgnoreCase', not(equalIgnoringCase, true)],
  ['StringLike', is(like, true)],
  ['StringNotLike', not(like, true)],
  ['ArnEquals', is(arnLike, true)],
  ['ArnNotEquals', not(arnLike, true)],
  ['ArnLike', is(arnLike, true)],
  ['ArnNotLike', not(arnLike, true)],
  ['Bool', is(equalIgnoringCase)],
  ['BinaryEquals', is(equal)],
  ['IpAddress', is(inRange)],
  ['NotIpAddress', not(inRange)],
  ...family('Numeric', toNumber),
  ...family('Date', toMoment),
]);
