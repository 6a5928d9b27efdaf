import { DraftWave } from '@/components/waves/draft-wave';

interface Props {
  review: string;
  subject: string;
  mayRotate: boolean;
}

/** What those who should not have read have in their hands. */
export function RotateUnexpected({ review, subject, mayRotate }: Props) {
  return (
    <DraftWave
      source={{ kind: 'review', review }}
      name={`Unexpected readers of ${subject}`}
      words="Rotate what unexpected readers read…"
      mayRotate={mayRotate}
    >
      What the readers that are marked as unexpected have read, as far as you see it and may rotate it. The dry run
      shows what speaks for and against each, and rotates nothing.
    </DraftWave>
  );
}
