import type { SettingsView } from '@/lib/contract/system';
import { Time } from '@/components/ui/time';

interface Props {
  listing: SettingsView['listings'][number] | undefined;
  now: string;
}

const toWords = (count: number): string => count.toLocaleString('en');

/** How far a listing is, while there is one. */
export function ListingUnderWay({ listing, now }: Props) {
  if (!listing) return null;
  const { secrets, expected, calls, parts, startedAt } = listing;
  return (
    <p className="mt-1 text-sm text-ink-2">
      being listed: {toWords(secrets)}
      {expected !== null && expected > secrets && ` of about ${toWords(expected)}`} secrets{' '}
      <span className="text-ink-3">
        by {toWords(calls)} calls, begun <Time at={startedAt} now={now} />
        {parts > 1 && `, ${parts} stretches of names at once`}
      </span>
    </p>
  );
}
