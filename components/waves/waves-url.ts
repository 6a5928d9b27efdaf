import { waveItemsQuery, wavesQuery, type WaveItemsQuery, type WavesQuery } from '@/lib/contract/waves';
import { parseUrlState, type ParsedUrl } from '@/components/layout/parse-url-state';
import { readUrlState, toHref, type SearchParams, type UrlState } from '@/components/layout/url-state';

export const WAVES_PATH = '/rotation/waves';
export const wavePath = (id: string): string => `${WAVES_PATH}/${id}`;

const KNOWN = ['state', 'cursor'];

export const readWavesUrl = (params: SearchParams): ParsedUrl<WavesQuery> =>
  parseUrlState(wavesQuery, readUrlState(params, KNOWN), ['state']);
export const readWaveItemsUrl = (params: SearchParams): ParsedUrl<WaveItemsQuery> =>
  parseUrlState(waveItemsQuery, readUrlState(params, KNOWN), ['state']);

export const wavesHref = (state: UrlState): string => toHref(WAVES_PATH, state);
