import 'server-only';
import { z } from 'zod';
import { isPlainText } from './is-plain-text';

/** Names that we give ourselves are lower case and short, so that one cannot be spelled in two ways by accident. */
const OWN_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
/** `what`: of what it is the name, as the mistake says it. */
export const ownName = (what: string) => z.string().regex(OWN_NAME, `is no ${what}: a-z, 0-9 and -`);
export const environment = ownName('name of an environment');

export const LOOKS_LIKE = 'holds letters that show nothing, or that pass for others';
export const text = (max: number) => z.string().min(1).max(max).refine(isPlainText, LOOKS_LIKE);

export const variable = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, 'is not the name of an environment variable (A-Z, 0-9, _)');

export const exactlyOne = (keys: readonly string[]) => ({
  check: (value: Record<string, unknown>) => keys.filter((key) => value[key] !== undefined).length === 1,
  message: `needs exactly one of ${keys.join(', ')}`,
});
