import type { WaveView } from '@/lib/contract/waves';
import { ShareBar } from '@/components/charts/share-bar';
import { allOf, toParts } from './wave-words';

/** How far it is; the numbers stand beside it in words. */
export const WaveBar = ({ counts }: Pick<WaveView, 'counts'>) => (
  <div className="mt-1 max-w-120">
    <ShareBar parts={toParts(counts).map(({ key, value, fill }) => ({ key, value, fill }))} most={allOf(counts)} />
  </div>
);
