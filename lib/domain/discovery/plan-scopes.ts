import { toPartition } from '@/lib/domain/partition';
import type { GoneReason } from '@/lib/domain/scope';
import type { DiscoverySettings } from './discovery-settings';
import type { KnownAccount } from './known-account';
import { isSelected } from './selection';

/** What is done with an account that was found. */
export type AccountVerdict = 'read' | 'configured' | 'excluded' | 'left' | 'not_active';

export interface ScopesPlan {
  id: string;
  name: string;
  verdict: AccountVerdict;
  /** The scopes that are read. */
  regions: string[];
  /** What becomes of its other scopes: they keep their last good data for this reason, or (null) leave as unconfigured ones do. */
  others: GoneReason | null;
}

export function judgeAccount(
  account: Pick<KnownAccount, 'id' | 'name' | 'state' | 'leftAt'>,
  settings: DiscoverySettings,
  configured: ReadonlySet<string>,
): AccountVerdict {
  if (configured.has(account.id)) return 'configured';
  if (!isSelected(account, settings)) return 'excluded';
  if (account.leftAt !== null) return 'left';
  // What is said in words that are not known yet is no ground to call it, nor to stop.
  return account.state === 'ACTIVE' || account.state === 'UNKNOWN' ? 'read' : 'not_active';
}

/** The scopes of an account: what keyledger.yaml says of it goes first, then what Organizations says, then its regions. */
export function planScopes(
  account: Pick<KnownAccount, 'id' | 'name' | 'state' | 'leftAt' | 'regions'>,
  settings: DiscoverySettings,
  configured: ReadonlySet<string>,
): ScopesPlan {
  const { id, name } = account;
  const verdict = judgeAccount(account, settings, configured);
  if (verdict === 'configured' || verdict === 'excluded') return { id, name, verdict, regions: [], others: null };
  if (verdict !== 'read') return { id, name, verdict, regions: [], others: verdict };
  if (settings.regions !== 'enabled') return { id, name, verdict, regions: [...settings.regions], others: null };
  return { id, name, verdict, regions: account.regions ?? [settings.homeRegion], others: 'region_off' };
}

/** AWS's form of a region, in the partition of the installation: it becomes a host's name. */
const REGION = /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/;
const MOST_REGIONS = 100;

/** Regions that an account says it has enabled; null: its answer is none that could be AWS's, so that it turned nothing off. */
export function toKnownRegions(names: readonly unknown[], homeRegion: string): string[] | null {
  const regions = new Set<string>();
  for (const name of names) {
    if (typeof name !== 'string' || !REGION.test(name) || toPartition(name) !== toPartition(homeRegion)) return null;
    regions.add(name);
  }
  return regions.size === 0 || regions.size > MOST_REGIONS ? null : [...regions].toSorted();
}
