import type { SecretDetail } from '@/lib/contract/secret-detail';
import { accessHref } from '@/components/access/events-url';

const DAYS_BEFORE_MS = 90 * 86_400_000;

/** Events of a secret that is gone: of its last 90 days and of all since, as who asks for it in vain is among them. */
export const formerEvents = ({
  id,
  lastSeenAt,
  goneBy,
}: Pick<SecretDetail['former'][number], 'id' | 'lastSeenAt' | 'goneBy'>): string =>
  accessHref([
    ['secret', id],
    ['from', new Date(Date.parse(lastSeenAt ?? goneBy) - DAYS_BEFORE_MS).toISOString()],
  ]);
