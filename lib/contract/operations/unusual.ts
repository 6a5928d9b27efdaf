import { none, operation, reading } from '@/lib/contract/operation';
import { unusualList, unusualQuery } from '@/lib/contract/unusual';
import { dismissFindingsInput, findingsChanged, reopenFindingsInput } from '@/lib/contract/unusual-dismissals';

const changing = {
  method: 'POST',
  permission: 'review.sign',
  needsToo: 'history.read',
  params: none,
  query: none,
  answer: findingsChanged,
  status: 200,
  codes: ['not_found', 'conflict', 'too_large'],
} as const;

export const listUnusualOperation = operation({
  ...reading,
  id: 'listUnusual',
  path: '/api/access/unusual',
  summary:
    'Unusual reads, each with its reason and its evidence, newest first; those that nobody dismissed, if not asked',
  permission: 'history.read',
  query: unusualQuery,
  answer: unusualList,
});

export const dismissFindingsOperation = operation({
  ...changing,
  id: 'dismissFindings',
  path: '/api/access/unusual/dismissals',
  summary: 'Says of unusual reads that there is nothing to act on, and why; they stay so when they are found again',
  body: dismissFindingsInput,
});

export const reopenFindingsOperation = operation({
  ...changing,
  id: 'reopenFindings',
  path: '/api/access/unusual/reopenings',
  summary: 'Takes back that unusual reads were dismissed',
  body: reopenFindingsInput,
});

export const UNUSUAL_OPERATIONS = [listUnusualOperation, dismissFindingsOperation, reopenFindingsOperation] as const;
