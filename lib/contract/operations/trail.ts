import { z } from '@/lib/contract/zod';
import { trailFile, trailView } from '@/lib/contract/trail';
import { operation, reading } from '@/lib/contract/operation';

export const getTrailOperation = operation({
  ...reading,
  id: 'getTrail',
  path: '/api/trail',
  summary: 'How a trail’s files are read out of their bucket, and what to paste for it',
  permission: 'settings.read',
  answer: trailView,
});

export const getTrailFileOperation = operation({
  ...reading,
  id: 'getTrailFile',
  path: '/api/trail/files/{file}',
  summary: 'One of those texts as it is, to be saved',
  permission: 'settings.read',
  params: z.strictObject({ file: trailFile }),
  answer: z.string(),
  codes: ['not_found'],
  contentType: 'text/plain; charset=utf-8',
});
