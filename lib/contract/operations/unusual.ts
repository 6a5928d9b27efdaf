import { operation, reading } from '@/lib/contract/operation';
import { unusualList, unusualQuery } from '@/lib/contract/unusual';

export const listUnusualOperation = operation({
  ...reading,
  id: 'listUnusual',
  path: '/api/access/unusual',
  summary: 'Unusual reads, each with its reason and its evidence, newest first',
  permission: 'history.read',
  query: unusualQuery,
  answer: unusualList,
});
