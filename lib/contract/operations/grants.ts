import { operation, reading } from '@/lib/contract/operation';
import { whyQuery, whyView } from '@/lib/contract/grants';

export const whyGrantOperation = operation({
  ...reading,
  id: 'whyGrant',
  path: '/api/grants/why',
  summary: 'Whether somebody may do something to a secret in sight, and which grants say so',
  permission: 'settings.read',
  query: whyQuery,
  answer: whyView,
  codes: ['not_found'],
});
