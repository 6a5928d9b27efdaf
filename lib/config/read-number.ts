import 'server-only';
import { findVariable, type Reading } from './environment';

/** A whole number between bounds, or the default where the variable is absent or wrong. */
export function readNumber(
  { env, mistakes }: Reading,
  name: string,
  bounds: { min: number; max: number; byDefault: number },
): number {
  const text = findVariable(env, name);
  if (text === null) return bounds.byDefault;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= bounds.min && value <= bounds.max) return value;
  mistakes.push({
    where: name,
    problem: `is not a whole number from ${bounds.min} to ${bounds.max}`,
    mend: `Set it to one, or leave it out for ${bounds.byDefault}.`,
  });
  return bounds.byDefault;
}
