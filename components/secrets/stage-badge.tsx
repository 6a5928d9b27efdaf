import { Badge, type Tone } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';

const TONES: Record<string, Tone> = { AWSCURRENT: 'ok', AWSPENDING: 'due', AWSPREVIOUS: 'off' };

export function StageBadge({ stage }: { stage: string }) {
  return (
    <Badge tone={TONES[stage] ?? 'off'}>
      <Said text={stage} />
    </Badge>
  );
}
