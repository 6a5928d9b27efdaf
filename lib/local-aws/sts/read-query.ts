import { AwsError } from '@/lib/local-aws/wire/aws-error';
import { readInput, type Fields, type InputOf } from '@/lib/local-aws/wire/fields';
import type { JsonObject } from '@/lib/local-aws/wire/json';

export const invalid = (message: string) => new AwsError('ValidationError', message);
export const invalidValue = (message: string) => new AwsError('InvalidParameterValue', message);

/** Reads a form, in which numbers are text; refuses in STS's words (recorded: test_sts_invalid_parameters). */
export function readQuery<S extends Fields>(members: S, form: JsonObject): InputOf<S> {
  const seconds = form.DurationSeconds;
  const numeric = typeof seconds === 'string' && /^-?\d{1,12}$/.test(seconds) ? Number(seconds) : seconds;
  return readInput(members, { ...form, DurationSeconds: numeric }, 'ValidationError');
}
