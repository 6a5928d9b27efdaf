import 'server-only';
import { randomUUID } from 'node:crypto';
import type { z } from '@/lib/contract/zod';
import type { testAnswer } from '@/lib/contract/notifications';
import { notFound } from '@/lib/domain/errors';
import type { NoticeMessage } from '@/lib/domain/notification/notice';
import { TEST } from '@/lib/domain/notification/occasion';
import type { Context } from '@/lib/domain/ports/context';
import { authorize } from './parts/authorize';
import { recordAct } from './parts/record-act';

/**
 * POST /api/notifications/{name}/test: a message without a fact, by the same way as any: the worker sends it, whose network
 * and resolver are those that count. Who sent it stands in the message, and in the ledger first.
 */
export async function testNotification(ctx: Context, channel: string): Promise<z.infer<typeof testAnswer>> {
  authorize(ctx, 'notification.test');
  authorize(ctx, 'settings.read');
  if (!ctx.config.notifications.channels.some(({ name }) => name === channel)) throw notFound('channel');
  const record = {
    actId: randomUUID(),
    action: 'notification.test',
    secret: null,
    reason: null,
    detail: { channel },
  } as const;
  return recordAct(ctx, record, async () => {
    const deliveryId = await ctx.store.notifications.enqueueTest(channel, toTest(ctx), ctx.now());
    await ctx.jobs.notify(channel);
    return { result: { deliveryId }, detail: { delivery: deliveryId } };
  });
}

const toTest = ({ actor, now }: Context): NoticeMessage => ({
  occasion: TEST,
  at: now().toISOString(),
  since: null,
  secrets: [],
  scopes: [],
  more: 0,
  facts: [{ label: 'sent by', value: actor.name }],
  path: '/settings/notifications',
});
