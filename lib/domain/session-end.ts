import type { Session } from './actor';

/**
 * When a session is over, however busy it is. The end that stands in its row is what was configured when it began: a
 * longer configuration does not move it, a shorter one does.
 */
export const toSessionEnd = (
  { createdAt, endsAt }: Pick<Session, 'createdAt' | 'endsAt'>,
  sessionSeconds: number,
): Date => new Date(Math.min(endsAt.getTime(), createdAt.getTime() + sessionSeconds * 1000));
