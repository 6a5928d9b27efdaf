import { countWords } from '@/components/waves/wave-words';
import { DraftWave } from '@/components/waves/draft-wave';
import type { DraftSource } from '@/components/waves/wave-draft';
import type { ChosenInput } from './annotate-selected';

interface Props {
  chosen: ChosenInput;
  count: number;
  mayRotate: boolean;
}

export function RotateSelected({ chosen: { ids, filter, total }, count, mayRotate }: Props) {
  const source: DraftSource = filter ? { kind: 'filter', filter, total: total ?? 0 } : { kind: 'ids', ids: ids ?? [] };
  const words = countWords(count, 'secret');
  return (
    <DraftWave
      source={source}
      name={filter ? `${words} of a filter` : words}
      words="Rotate in a wave…"
      mayRotate={mayRotate}
      count={count}
    >
      {words}, as far as you may rotate them. The dry run shows what speaks for and against each, and rotates nothing.
    </DraftWave>
  );
}
