import type { SecretItem } from '@/lib/contract/secret-item';
import { Badge } from '@/components/ui/badge';
import { describeNext, describeRotation, ROTATION_TONES } from './rotation-words';

export function RotationBadge({ item, now }: { item: Pick<SecretItem, 'rotation' | 'owningService'>; now: string }) {
  const next = describeNext(item.rotation, now);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 gap-y-0.5" title={item.rotation.reason}>
      <Badge tone={ROTATION_TONES[item.rotation.state]}>
        {describeRotation(item.rotation, item.owningService, now)}
      </Badge>
      {next && <span className="text-sm whitespace-nowrap text-ink-3">{next}</span>}
    </span>
  );
}
