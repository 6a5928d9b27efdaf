import type { AccessEvent } from '@/lib/domain/event-record';

/**
 * Whether a record names who called: of a call from another account the owner's trail has a half of its own, which may name
 * that account alone (CloudTrail user guide, AWSAccount), where the caller's half names the role and its session.
 */
export const namesCaller = ({ principal }: Pick<AccessEvent, 'principal'>): boolean => principal.type !== 'account';
