import { z } from './zod';

const isTextsByName = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((text) => typeof text === 'string');

/** Names that strangers choose, as AWS tags have. Not `z.record`, which leaves out one called `__proto__`. */
export const textsByName = z
  .custom<Record<string, string>>(isTextsByName, 'is no object of strings')
  .meta({ type: 'object', additionalProperties: { type: 'string' } });
