import { none, operation, reading } from '@/lib/contract/operation';
import { opaqueId } from '@/lib/contract/shared';
import {
  draftWaveInput,
  startWaveInput,
  steerWaveInput,
  waveDetail,
  waveItemsList,
  waveItemsQuery,
  wavesList,
  wavesQuery,
} from '@/lib/contract/waves';
import { z } from '@/lib/contract/zod';

const waveParams = z.strictObject({ id: opaqueId });
const changing = {
  method: 'POST',
  permission: 'secret.rotate',
  query: none,
  answer: waveDetail,
  codes: ['not_found', 'conflict', 'too_large'],
} as const;

export const listWavesOperation = operation({
  ...reading,
  id: 'listWaves',
  path: '/api/waves',
  summary: 'Waves of rotations of what one sees, newest first',
  permission: 'inventory.read',
  query: wavesQuery,
  answer: wavesList,
});

export const draftWaveOperation = operation({
  ...changing,
  id: 'draftWave',
  path: '/api/waves',
  summary: 'Chooses and orders the secrets of a wave, and rotates nothing yet',
  bucket: 'bulk',
  params: none,
  body: draftWaveInput,
  // A thousand ids.
  mostBytes: 32 * 1024,
  status: 201,
});

export const getWaveOperation = operation({
  ...reading,
  id: 'getWave',
  path: '/api/waves/{id}',
  summary: 'One wave, with how far each of its stages is',
  permission: 'inventory.read',
  params: waveParams,
  answer: waveDetail,
  codes: ['not_found'],
});

export const listWaveItemsOperation = operation({
  ...reading,
  id: 'listWaveItems',
  path: '/api/waves/{id}/items',
  summary: 'The secrets of a wave in the order in which they come; those of a draft with their preflight',
  permission: 'inventory.read',
  params: waveParams,
  query: waveItemsQuery,
  answer: waveItemsList,
  codes: ['not_found'],
});

export const startWaveOperation = operation({
  ...changing,
  id: 'startWave',
  path: '/api/waves/{id}/start',
  summary: 'Starts a draft: the worker rotates its secrets as whoever drafted it',
  params: waveParams,
  body: startWaveInput,
  status: 200,
});

export const steerWaveOperation = operation({
  ...changing,
  id: 'steerWave',
  path: '/api/waves/{id}/steer',
  summary: 'Pauses, resumes or aborts a wave; rotations that AWS has begun go on to their end',
  params: waveParams,
  body: steerWaveInput,
  status: 200,
});

export const exportWaveOperation = operation({
  ...reading,
  id: 'exportWave',
  path: '/api/waves/{id}/export',
  summary: 'The report of a wave: one JSON object a line for each of its secrets',
  permission: 'inventory.read',
  bucket: 'export',
  params: waveParams,
  answer: z.string(),
  codes: ['not_found'],
  contentType: 'application/x-ndjson',
});

export const exportWaveCsvOperation = operation({
  ...reading,
  id: 'exportWaveCsv',
  path: '/api/waves/{id}/export.csv',
  summary: 'The same report as a table',
  permission: 'inventory.read',
  bucket: 'export',
  params: waveParams,
  answer: z.string(),
  codes: ['not_found'],
  contentType: 'text/csv; charset=utf-8',
});

export const WAVE_OPERATIONS = [
  listWavesOperation,
  draftWaveOperation,
  getWaveOperation,
  listWaveItemsOperation,
  startWaveOperation,
  steerWaveOperation,
  exportWaveOperation,
  exportWaveCsvOperation,
] as const;
