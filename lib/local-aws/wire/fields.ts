import { AwsError } from './aws-error';
import { isJsonObject, type JsonObject } from './json';

/** Reads one member of an input; what is wrong with it goes to `problems` in the words AWS's validator uses. */
export type Field<T> = (value: unknown, at: string, problems: string[]) => T;
type Limits = { min?: number; max?: number };

function complain(problems: string[], shown: string, at: string, constraint: string): void {
  problems.push(`Value ${shown === '' ? '' : `${shown} `}at '${at}' failed to satisfy constraint: ${constraint}`);
}

function wrongType(found: unknown, wanted: string): AwsError {
  const kinds: Record<string, string> = { number: 'NUMBER_VALUE', string: 'STRING_VALUE', boolean: 'TRUE_VALUE' };
  const kind = Array.isArray(found) ? 'START_ARRAY' : (kinds[typeof found] ?? 'START_OBJECT');
  return new AwsError('SerializationException', `${kind} can not be converted to ${wanted}`);
}

/** A string. A `sensitive` one is never repeated in the complaint, as AWS does not repeat SecretString. */
export function text(limits: Limits & { pattern?: RegExp; patternText?: string; sensitive?: boolean } = {}) {
  const field: Field<string | undefined> = (value, at, problems) => {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') throw wrongType(value, 'a String');
    const shown = limits.sensitive === true ? '' : `'${value}'`;
    if (limits.max !== undefined && value.length > limits.max)
      complain(problems, shown, at, `Member must have length less than or equal to ${limits.max}`);
    if (limits.min !== undefined && value.length < limits.min)
      complain(problems, shown, at, `Member must have length greater than or equal to ${limits.min}`);
    if (limits.pattern !== undefined && !limits.pattern.test(value))
      complain(problems, shown, at, `Member must satisfy regular expression pattern: ${limits.patternText}`);
    return value;
  };
  return field;
}

/** Bytes, Base64 on the wire, with limits in bytes; never repeated in the complaint. */
export function blob({ min = 0, max = Infinity }: Limits): Field<string | undefined> {
  return (value, at, problems) => {
    const found = text()(value, at, problems);
    if (found === undefined) return undefined;
    const bytes = Buffer.byteLength(found, 'base64');
    if (bytes > max) complain(problems, '', at, `Member must have length less than or equal to ${max}`);
    if (bytes < min) complain(problems, '', at, `Member must have length greater than or equal to ${min}`);
    return found;
  };
}

export function oneOf<const V extends string>(values: readonly V[]): Field<V | undefined> {
  return (value, at, problems) => {
    const found = text()(value, at, problems);
    if (found === undefined) return undefined;
    const known = values.find((candidate) => candidate === found);
    if (known === undefined)
      complain(problems, `'${found}'`, at, `Member must satisfy enum value set: [${values.join(', ')}]`);
    return known;
  };
}

export function integer(limits: Limits): Field<number | undefined> {
  return (value, at, problems) => {
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(value, 'an Integer');
    if (limits.max !== undefined && value > limits.max)
      complain(problems, `'${value}'`, at, `Member must have value less than or equal to ${limits.max}`);
    if (limits.min !== undefined && value < limits.min)
      complain(problems, `'${value}'`, at, `Member must have value greater than or equal to ${limits.min}`);
    return value;
  };
}

/** Epoch seconds in, milliseconds out. */
export const timestamp: Field<number | undefined> = (value) => {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(value, 'a Timestamp');
  return value * 1000;
};

export const flag: Field<boolean | undefined> = (value) => {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw wrongType(value, 'a Boolean');
  return value;
};

export function list<T>(item: Field<T>, limits: Limits = {}): Field<T[] | undefined> {
  return (value, at, problems) => {
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw wrongType(value, 'a List');
    const shown = `'[${value.map((entry) => (typeof entry === 'string' ? entry : '…')).join(', ')}]'`;
    if (limits.max !== undefined && value.length > limits.max)
      complain(problems, shown, at, `Member must have length less than or equal to ${limits.max}`);
    if (limits.min !== undefined && value.length < limits.min)
      complain(problems, shown, at, `Member must have length greater than or equal to ${limits.min}`);
    return value.map((entry: unknown, index) => item(entry, `${at}.${index + 1}.member`, problems));
  };
}

/** `empty` stands in for a missing value until the problems are thrown; it is never acted on. */
export function required<T>(field: Field<T | undefined>, empty: T): Field<T> {
  return (value, at, problems) => {
    const found = field(value, at, problems);
    if (found === undefined && (value === undefined || value === null))
      complain(problems, 'null', at, 'Member must not be null');
    return found ?? empty;
  };
}

export const lowerFirst = (name: string) => (name === 'ARN' ? 'arn' : name.charAt(0).toLowerCase() + name.slice(1));

export type Shape<T> = { [K in keyof T]: Field<T[K]> };
export type Fields = Record<string, Field<unknown>>;
/** What a table of fields reads. */
export type InputOf<S extends Fields> = { [K in keyof S]: ReturnType<S[K]> };

/** A structure; members it does not know are ignored, as AWS ignores them. */
export function structure<T extends object>(shape: Shape<T>): Field<T | undefined> {
  return (value, at, problems) => {
    if (value === undefined || value === null) return undefined;
    if (!isJsonObject(value)) throw wrongType(value, 'an Object');
    return readMembers(shape, value, at, problems);
  };
}

function readMembers<T extends object>(shape: Shape<T>, value: JsonObject, at: string, problems: string[]): T {
  const found: Partial<T> = {};
  for (const name in shape) {
    const path = at === '' ? lowerFirst(name) : `${at}.${lowerFirst(name)}`;
    found[name] = shape[name](value[name], path, problems);
  }
  return found as T;
}

/** Every problem at once, in one sentence, under the code the service uses for it. */
export function readInput<S extends Fields>(shape: S, body: JsonObject, code = 'ValidationException'): InputOf<S> {
  const problems: string[] = [];
  const input = readMembers<InputOf<S>>(shape as Shape<InputOf<S>>, body, '', problems);
  if (problems.length === 0) return input;
  const counted = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`;
  throw new AwsError(code, `${counted} detected: ${problems.join('; ')}`);
}
