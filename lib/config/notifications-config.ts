import 'server-only';
import type { ChannelKind, ChannelRules } from '@/lib/domain/notification/channel';

/** `url` and `keys` are secrets: they leave this object for the sender alone. */
export interface ChannelConfig extends ChannelRules {
  kind: ChannelKind;
  url: string;
  /** What a webhook's messages are signed with; two while one is being replaced. */
  keys: Buffer[];
  owners: string[];
}

export interface NotificationsConfig {
  channels: ChannelConfig[];
  /** Networks, as they are written. */
  allowPrivate: string[];
  allowLoopback: boolean;
  scopeFailingHours: number;
}
