import { randomUUID } from 'node:crypto';
import { scopeOf, type World } from '@/lib/local-aws/world/world';
import { accountOf } from './actor';
import { toApiEvent, type ApiRecord } from './api-record';

export type LeftRecord = Omit<ApiRecord, 'id' | 'recipient' | 'sharedId'>;

/**
 * Writes a call down in the caller's trail, and where what it was about is another account's, in the owner's too: two
 * records with ids of their own under one sharedEventID (CloudTrail user guide, "sharedEventID"; aws-facts §2.4).
 */
export function leaveRecord(world: World, record: LeftRecord, owner?: string): void {
  const own = accountOf(record.caller);
  const other = owner !== undefined && owner !== own && world.accounts.has(owner) ? owner : undefined;
  const recipients = [own, world.options.ownerEvents ? other : undefined].filter((account) => account !== undefined);
  const sharedId = recipients.length > 1 ? randomUUID() : undefined;
  const { deniedParameters } = world.options;
  const request = record.error?.code === 'AccessDenied' && deniedParameters === 'null' ? null : record.request;
  for (const recipient of recipients) {
    const event = toApiEvent({ ...record, request, id: randomUUID(), recipient, sharedId });
    scopeOf(world, recipient, record.region).trail.live.push(event);
  }
}
