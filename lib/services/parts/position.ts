import 'server-only';
import { z } from 'zod';
import { askedTime } from '@/lib/contract/shared';

/** What positions are made of. A forged one must fail here: the database would refuse it as a fault of ours. */
export const positionTime = askedTime;
export const positionText = z
  .string()
  .max(2048)
  .regex(/^[^\0]*$/);
