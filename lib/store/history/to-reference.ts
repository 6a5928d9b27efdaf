import 'server-only';
import { parseSecretArn } from '@/lib/domain/arn';
import type { AccessEvent } from '@/lib/domain/event-record';

interface Reference {
  refArn: string | null;
  refAccountId: string | null;
  refRegion: string | null;
  refName: string | null;
}

type Referring = Pick<AccessEvent, 'secretRef' | 'accountId' | 'region'>;

/** A name means something in the event's own account and region; an ARN brings its own. */
export function toReference({ secretRef, accountId, region }: Referring): Reference {
  if (!secretRef) return { refArn: null, refAccountId: null, refRegion: null, refName: null };
  const arn = secretRef.kind === 'name' ? null : parseSecretArn(secretRef.value);
  if (!arn) return { refArn: null, refAccountId: accountId, refRegion: region, refName: secretRef.value };
  // What looks like a suffix may be the end of the name: AWS's own reading is tried first, this one after it.
  const refName = secretRef.value.slice(secretRef.value.indexOf(':secret:') + ':secret:'.length);
  return { refArn: secretRef.value, refAccountId: arn.accountId, refRegion: arn.region, refName };
}

/** Where these events look for their secrets, as `account:region`. */
export const referredScopes = (events: readonly Referring[]): ReadonlySet<string> =>
  new Set(
    events.flatMap((event) => {
      const { refAccountId, refRegion } = toReference(event);
      return refAccountId === null || refRegion === null ? [] : [`${refAccountId}:${refRegion}`];
    }),
  );
