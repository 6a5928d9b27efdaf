import type { Occasion } from './occasion';

/** As keyledger.yaml names it, and as addresses of ours do. */
export const CHANNEL_NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;

export const CHANNEL_KINDS = ['webhook', 'slack'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Which messages a channel gets. null: no condition. */
export interface ChannelRules {
  name: string;
  occasions: readonly Occasion[];
  /** As guards count them: what nobody is sure of is production, and goes to no channel of another environment. */
  environments: readonly string[] | null;
  accounts: readonly string[] | null;
  /** Gets nothing but what is about the secrets of owners that lead to it. */
  ownersOnly: boolean;
}

/** What Settings shows of a channel: of its address the host alone, for a path may be the secret (as Slack's is). */
export interface ChannelSummary extends ChannelRules {
  kind: ChannelKind;
  host: string;
  /** How many secrets its messages are signed with; two while one is being replaced. */
  signatures: number;
  /** Whose secrets lead to it. */
  owners: string[];
}

export interface NotificationSummary {
  channels: ChannelSummary[];
  /** How long a scope fails before that is told. */
  scopeFailingHours: number;
}
