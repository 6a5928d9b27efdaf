import 'server-only';
import { GetObjectRetentionCommand, type GetObjectRetentionCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { toAppError, type Call } from '@/lib/aws/to-app-error';

export interface Lock {
  mode: string;
  until: Date;
}

/** Times of the two machines are rounded, and a request takes a while. */
const NEARLY_MILLISECONDS = 60_000;

/** What stores say where they keep no lock, or know nothing of one (S3 API Reference, GetObjectRetention; "Error responses"). */
const NONE = new Set([
  'NoSuchObjectLockConfiguration',
  'ObjectLockConfigurationNotFoundError',
  'InvalidRequest',
  'NotImplemented',
  'MethodNotAllowed',
  'NoSuchKey',
  'NoSuchVersion',
]);

/** Under which lock a version lies; null: under none, or it is not there. Throws AppError. */
export async function findLock(
  client: S3Client,
  which: GetObjectRetentionCommandInput,
  call: Call,
): Promise<Lock | null> {
  try {
    const { Retention } = await client.send(new GetObjectRetentionCommand(which));
    const { Mode, RetainUntilDate } = Retention ?? {};
    return Mode && RetainUntilDate ? { mode: Mode, until: RetainUntilDate } : null;
  } catch (error) {
    if (error instanceof Error && NONE.has(error.name)) return null;
    throw toAppError(error, call);
  }
}

/** Whether it is at least what was asked for: COMPLIANCE is more than GOVERNANCE. */
export const isHeld = (lock: Lock | null, mode: string | undefined, until: number): boolean =>
  lock !== null &&
  (lock.mode === mode || lock.mode === 'COMPLIANCE') &&
  lock.until.getTime() >= until - NEARLY_MILLISECONDS;

export const describeLock = (lock: Lock | null): string =>
  lock ? `it is in ${lock.mode} mode until ${lock.until.toISOString()}` : 'it is under no lock';
