import { Time } from '@/components/ui/time';

/** How old what is shown is. */
export function AsOf({ at, now }: { at: string | null; now: string }) {
  if (at === null) return 'not looked at yet';
  return (
    <>
      as of <Time at={at} now={now} />
    </>
  );
}
