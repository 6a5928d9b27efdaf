import type { AccountSelection } from './selection';

/** What keyledger.yaml says of discovery, without what it is asked with. */
export interface DiscoverySettings extends AccountSelection {
  everySeconds: number;
  /** The same in every account, or whatever each has enabled. */
  regions: readonly string[] | 'enabled';
  /** Where roles are assumed, and what is read of an account while its regions are not known: no account is without it. */
  homeRegion: string;
}
