import type { ScopeView } from '@/lib/contract/system';

type Reason = NonNullable<ScopeView['gone']>['reason'];

/** Why a scope is no longer read. */
export const GONE_WORDS = {
  left: 'its account has left the organization',
  not_active: 'its account is suspended or closed',
  region_off: 'the account has turned the region off',
} as const satisfies Record<Reason, string>;
