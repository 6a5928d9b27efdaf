import type { SecretTimeline } from '@/lib/contract/timeline';
import { ActItem } from './act-item';
import { FoldItem } from './fold-item';
import { GapItem } from './gap-item';
import { RotationItem } from './rotation-item';

interface Props {
  entry: SecretTimeline['entries'][number];
  path: string;
  now: string;
}

export function TimelineItem({ entry, path, now }: Props) {
  if (entry.kind === 'gap') return <GapItem gap={entry} now={now} />;
  if (entry.kind === 'rotation') return <RotationItem entry={entry} path={path} now={now} />;
  if ('event' in entry) return <ActItem act={entry} now={now} />;
  return <FoldItem fold={entry} now={now} />;
}
