import type { SecretDetail } from '@/lib/contract/secret-detail';
import { accessHref } from '@/components/access/events-url';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';

type Former = SecretDetail['former'][number];

const DAYS_BEFORE_MS = 90 * 86_400_000;

/** Of its last 90 days and of all since: who asks for it in vain is among them. */
const eventsOf = ({ id, lastSeenAt, goneBy }: Former): string =>
  accessHref([
    ['secret', id],
    ['from', new Date(Date.parse(lastSeenAt ?? goneBy) - DAYS_BEFORE_MS).toISOString()],
  ]);

/** What AWS puts after the name, which tells one ARN of a name from another. */
const suffixOf = (arn: string): string => arn.slice(arn.lastIndexOf('-') + 1);

/** AWS knows what is made anew under an old name as another secret: the history of the old one is its own. */
export function FormerSecrets({ former, now }: { former: readonly Former[]; now: string }) {
  return former.map((one) => (
    <div key={one.id}>
      An earlier secret of this name was gone by <Time at={one.goneBy} now={now} />
      {one.readHistory && (
        <>
          :{' '}
          <TextLink href={eventsOf(one)} className="inline-flex min-h-6 items-center">
            events of …-
            <Said text={suffixOf(one.arn)} />
          </TextLink>
        </>
      )}
    </div>
  ));
}
