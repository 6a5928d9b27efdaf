import { z } from '@/lib/contract/zod';
import { athenaFile, athenaView } from '@/lib/contract/athena';
import { operation, reading } from '@/lib/contract/operation';

export const getAthenaOperation = operation({
  ...reading,
  id: 'getAthena',
  path: '/api/athena',
  summary: 'How a trail’s files are asked with Athena, and what to paste and run for it',
  permission: 'settings.read',
  answer: athenaView,
});

export const getAthenaFileOperation = operation({
  ...reading,
  id: 'getAthenaFile',
  path: '/api/athena/files/{file}',
  summary: 'One of those texts as it is, to be saved',
  permission: 'settings.read',
  params: z.strictObject({ file: athenaFile }),
  answer: z.string(),
  codes: ['not_found'],
  contentType: 'text/plain; charset=utf-8',
});
