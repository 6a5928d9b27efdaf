import type { TokenPlace, TokenView } from '@/lib/contract/tokens';
import type { Tone } from '@/components/ui/badge';

export const STATE_TONES = { live: 'ok', expired: 'off', ended: 'bad' } as const satisfies Record<
  TokenView['state'],
  Tone
>;

/** `environment dev or staging, tag team=payments`. */
export function describePlace({ environments, notEnvironments, accounts, tag, namePrefix }: TokenPlace): string {
  const parts = [
    environments && `environment ${environments.join(' or ')}`,
    notEnvironments && `environment not ${notEnvironments.join(' or ')}`,
    accounts && `account ${accounts.join(' or ')}`,
    tag && `tag ${tag.key}=${tag.value}`,
    namePrefix !== undefined && `name ${namePrefix}…`,
  ];
  return parts.filter((part) => typeof part === 'string').join(', ');
}

/** One line each; one alone where a token is not narrowed. */
export const describePlaces = (where: readonly TokenPlace[]): string[] =>
  where.length === 0 ? ['wherever its person may'] : where.map(describePlace);
