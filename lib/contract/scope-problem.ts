import { z } from './zod';
import { isoTime } from './shared';

/** Why something could not be read, since when, and what to do. */
export const scopeProblemView = z.strictObject({
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
  since: isoTime,
});
