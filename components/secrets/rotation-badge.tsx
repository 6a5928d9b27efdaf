import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { describeNext, describeRotation, ROTATION_TONES, type Rotating } from './rotation-words';

export function RotationBadge({ item, now }: { item: Rotating; now: string }) {
  return (
    <span className="badge-line" title={toVisibleText(item.rotation.reason)}>
      <Badge tone={ROTATION_TONES[item.rotation.state]}>
        <Said text={describeRotation(item, now)} />
      </Badge>
      {describeNext(item.rotation, now)}
    </span>
  );
}
