import 'server-only';
import type { NotificationsView } from '@/lib/contract/notifications';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { findChannels } from './parts/channels-view';

/** GET /api/notifications: where facts are told outside, and whether they arrive; never where exactly, nor what was told. */
export async function listNotifications(ctx: Context): Promise<NotificationsView> {
  authorize(ctx, 'settings.read');
  const { scopeFailingHours } = ctx.config.notifications;
  return { scopeFailingHours, channels: await findChannels(ctx) };
}
