import type { UnusualList } from '@/lib/contract/unusual';

/** Since when what is new can be told, and where it cannot yet. */
export function learningWords({ days, since, scopes, unready }: UnusualList['learning']): string {
  if (scopes === 0) return 'There is no account and region whose history you see.';
  if (since === null)
    return `Nothing that is compared with habits is told yet: no account and region has ${days} covered days of the 30 before today.`;
  const rest =
    unready === 0
      ? ''
      : ` ${unready} of ${scopes} ${scopes === 1 ? 'account and region' : 'accounts and regions'} still ${unready === 1 ? 'learns' : 'learn'}.`;
  return `Habits are known since ${since} (UTC).${rest}`;
}
