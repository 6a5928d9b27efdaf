import { z } from './zod';
import type { FieldError } from '@/lib/domain/errors';

/**
 * What a URL says, in the shape that a query schema takes: parameters that it holds as lists are
 * repeatable, any other may stand once. What is unknown or doubled is an error that names it.
 */
export function toQueryInput(
  schema: z.ZodObject,
  params: URLSearchParams,
): { input: Record<string, string | string[]>; errors: FieldError[] } {
  const input: Record<string, string | string[]> = {};
  const errors: FieldError[] = [];
  for (const name of new Set(params.keys())) {
    const pointer = `query:${name.slice(0, 64)}`;
    const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    const values = params.getAll(name);
    const [first = ''] = values;
    if (field === undefined) errors.push({ pointer, rule: 'is no parameter of this route' });
    else if (isList(field)) input[name] = values;
    else if (values.length > 1) errors.push({ pointer, rule: 'is given more than once' });
    else input[name] = first;
  }
  return { input, errors };
}

/** Looks through defaults and optionals. */
function isList(field: z.core.$ZodType): boolean {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional) return isList(field.unwrap());
  return field instanceof z.ZodArray;
}
