import 'server-only';
import type { SecretVersion } from '@/lib/domain/secret';

const MOMENT_MS = 2_000;

/** A version dated within this of the question was either made just now or is dated by the question itself. */
export const isOfThisMoment = (createdAt: Date | null, askedAt: Date): boolean =>
  createdAt !== null && Math.abs(createdAt.getTime() - askedAt.getTime()) <= MOMENT_MS;

/** Versions without dates that follow the clock: unknown for a moment is better than wrong for ever. */
export const dropMovingDates = (versions: readonly SecretVersion[], askedAt: Date): SecretVersion[] =>
  versions.map((version) =>
    isOfThisMoment(version.createdAt, askedAt) ? { ...version, createdAt: null, lastAccessedOn: null } : version,
  );
