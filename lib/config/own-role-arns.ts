import 'server-only';
import { toPartition } from '@/lib/domain/partition';
import { configFile } from './file-schema';

/** The roles that an installation assumes in an account, of all that it may know: configured ones, and what found accounts share. */
export function toOwnRoleArns(content: unknown): (place: { accountId: string; region: string }) => readonly string[] {
  const checked = configFile.safeParse(content);
  // Written by a newer build: then the calls of its own roles are known as those of a role like others.
  if (!checked.success) return () => [];
  const { accounts = [], discovery } = checked.data;
  const listed = new Map(accounts.map(({ id, roles }) => [id, Object.values(roles)]));
  const found = discovery ? Object.values(discovery.roles).filter((name) => name !== undefined) : [];
  return ({ accountId, region }) =>
    listed.get(accountId) ?? found.map((name) => `arn:${toPartition(region)}:iam::${accountId}:role/${name}`);
}
