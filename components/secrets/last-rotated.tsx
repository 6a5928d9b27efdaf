import { Time } from '@/components/ui/time';

interface Props {
  at: string | null;
  createdAt: string | null;
  now: string;
}

/** AWS always says when a secret was made: where that is missing, a missing date does not mean never. */
export function LastRotated({ at, createdAt, now }: Props) {
  if (at) return <Time at={at} now={now} />;
  return <span className="text-ink-3">{createdAt === null ? 'unknown' : 'never'}</span>;
}
