import type { SecretDetail } from '@/lib/contract/secret-detail';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { formerEvents } from './former-events';

type Former = SecretDetail['former'][number];

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
          <TextLink href={formerEvents(one)} className="inline-flex min-h-6 items-center">
            events of …-
            <Said text={suffixOf(one.arn)} />
          </TextLink>
        </>
      )}
    </div>
  ));
}
