import { formatDay, formatRelative, formatUtc, formatWindow } from './format-time';

/** A moment, relative to `now`, with the exact UTC on hover and for machines. */
export function Time({ at, now }: { at: string; now: string }) {
  return (
    <time dateTime={at} title={formatUtc(at)}>
      {formatRelative(at, now)}
    </time>
  );
}

export function Day({ day, now }: { day: string; now: string }) {
  return (
    <time dateTime={day} title={`${day}, a whole day in UTC`}>
      {formatDay(day, now)}
    </time>
  );
}

export function ExactTime({ at }: { at: string }) {
  return <time dateTime={at}>{formatUtc(at)}</time>;
}

/** From one full minute to another, in UTC. */
export const TimeWindow = ({ from, to, day }: { from: string; to: string; day?: string }) => (
  <span className="tabular-nums">{formatWindow(from, to, day)}</span>
);
