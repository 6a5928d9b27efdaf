import { DraftWave } from '@/components/waves/draft-wave';
import { Said } from '@/components/ui/said';

interface Props {
  principal: { id: string; label: string };
  /** Where none is chosen it is asked for. */
  since: string | undefined;
  mayRotate: boolean;
}

/** For whoever leaves, or whose credentials leaked. */
export function RotateRead({ principal: { id, label }, since, mayRotate }: Props) {
  return (
    <DraftWave
      source={{ kind: 'principal', principal: id, since: since ?? '' }}
      name={`Offboarding ${label}`}
      words="Rotate all it read, in a wave…"
      size="base"
      mayRotate={mayRotate}
    >
      <span className="wrap-anywhere">
        All that <Said text={label} /> has read since a day, as far as you see it and may rotate it. The dry run shows
        what speaks for and against each, and rotates nothing.
      </span>
    </DraftWave>
  );
}
