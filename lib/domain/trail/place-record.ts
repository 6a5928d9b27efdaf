import { read, readObject, readText, toObject, type JsonObject } from '@/lib/domain/event/loose-json';
import { isAccountId, isRegionName } from '@/lib/domain/scope';
import type { FilePlace } from './file-place';

/** Where a record is kept of which nothing says whose it is. */
export const NOWHERE: FilePlace = { accountId: 'unknown', region: 'unknown' };

const SECRETS_MANAGER = 'secretsmanager.amazonaws.com';

/** Another service's call, as a trail holds mostly; what says no service at all is not one of them. */
export function isOfAnotherService(raw: unknown): boolean {
  const source = read(toObject(raw), 'eventSource');
  return typeof source === 'string' && source !== '' && source !== SECRETS_MANAGER;
}

/** What a record of CloudTrail has at least one of, however it was shortened (user guide, record contents). */
const FIELDS = ['eventVersion', 'eventSource', 'eventName', 'eventID', 'eventTime', 'userIdentity'];

/**
 * Whether something is a record at all. A file that somebody names by mistake may hold anything, values too: what is
 * none is counted, and never kept.
 */
export function isRecord(raw: unknown): boolean {
  const record = toObject(raw);
  if (record === null && typeof raw === 'string') return FIELDS.some((field) => raw.includes(`"${field}"`));
  return FIELDS.some((field) => read(record, field) !== undefined);
}

/** The caller's account is the secret's in all records but those between accounts, and those name the recipient. */
const accountOf = (record: JsonObject | null): string | null =>
  readText(record, 'recipientAccountId') ?? (record && readText(readObject(record, 'userIdentity'), 'accountId'));

/** Whose history a record belongs to: as it says itself, else as its file's place does; null: neither tells. */
export function placeRecord(raw: unknown, file: FilePlace | null): FilePlace | null {
  const record = toObject(raw);
  const [account, region] = [accountOf(record), readText(record, 'awsRegion')];
  const accountId = account !== null && isAccountId(account) ? account : file?.accountId;
  const place = region !== null && isRegionName(region) ? region : file?.region;
  return accountId !== undefined && place !== undefined ? { accountId, region: place } : null;
}
