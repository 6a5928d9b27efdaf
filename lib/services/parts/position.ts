import 'server-only';
import { z } from 'zod';

/** What positions are made of. A forged one must fail here: the database would refuse it as a fault of ours. */
export const positionTime = z.iso.datetime().refine((at) => !at.startsWith('0000-'));
export const positionText = z
  .string()
  .max(2048)
  .regex(/^[^\0]*$/);
