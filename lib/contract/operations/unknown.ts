import { z } from '@/lib/contract/zod';
import { operation, reading } from '@/lib/contract/operation';

/** What stands for every path that no other operation has; not in the document. */
export const unknownOperation = operation({
  ...reading,
  id: 'unknown',
  path: '/api/{rest}',
  summary: 'No such route',
  permission: 'anyone',
  answer: z.never(),
  codes: ['not_found'],
});
