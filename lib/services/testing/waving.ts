import 'server-only';
import { vi } from 'vitest';
import type { DraftWaveInput, WaveDetail, WaveItemView } from '@/lib/contract/waves';
import { draftWaveInput, waveDetail, waveItemsList } from '@/lib/contract/waves';
import type { Context } from '@/lib/domain/ports/context';
import { draftWave } from '@/lib/services/draft-wave';
import { getWave } from '@/lib/services/get-wave';
import { listWaveItems } from '@/lib/services/list-wave-items';
import { startWave } from '@/lib/services/start-wave';
import type { ServicesWorld } from './services-world';

const UNTIL = { timeout: 60_000, interval: 50 };

/** Waves over a world, as the contract has them. */
export const waving = (world: ServicesWorld) => {
  const draft = async (ctx: Context, names: readonly string[], more: Partial<DraftWaveInput> = {}) => {
    const ids = (await Promise.all(names.map((name) => world.row(name)))).map(({ id }) => id);
    const source = { kind: 'ids' as const, ids };
    return waveDetail.parse(await draftWave(ctx, draftWaveInput.parse({ name: 'a wave', source, ...more })));
  };
  const look = async (ctx: Context, id: string): Promise<WaveDetail> => waveDetail.parse(await getWave(ctx, { id }));
  return {
    draft,
    look,
    async start(ctx: Context, names: readonly string[], more: Partial<DraftWaveInput> = {}): Promise<string> {
      const { id, name } = await draft(ctx, names, more);
      await startWave(ctx, { id, input: { reason: 'the keys leaked', confirmName: name } });
      return id;
    },
    async items(ctx: Context, id: string): Promise<WaveItemView[]> {
      const query = { state: [], limit: 200 };
      return waveItemsList.parse(await listWaveItems(ctx, { id, query })).items;
    },
    until: async (ctx: Context, id: string, ...states: WaveDetail['state'][]): Promise<WaveDetail> =>
      vi.waitUntil(async () => {
        const wave = await look(ctx, id);
        return states.includes(wave.state) ? wave : null;
      }, UNTIL),
  };
};
