import type { SecretItem } from '@/lib/contract/secret-item';
import { Badge } from '@/components/ui/badge';
import { toVisibleText } from '@/components/ui/visible-text';
import { describeNext, describeRotation, ROTATION_TONES } from './rotation-words';

export function RotationBadge({ item, now }: { item: Pick<SecretItem, 'rotation' | 'owningService'>; now: string }) {
  return (
    <span className="badge-line" title={toVisibleText(item.rotation.reason)}>
      <Badge tone={ROTATION_TONES[item.rotation.state]}>
        {describeRotation(item.rotation, item.owningService, now)}
      </Badge>
      {describeNext(item.rotation, now)}
    </span>
  );
}
