const DAY_MS = 86_400_000;
/** So long after it was made a message is given up: who reads it then reads the past. */
export const GIVE_UP_MS = DAY_MS;
const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 2 * 3600;
/** A receiver may ask for patience, not for silence. */
const LONGEST_ASKED_SECONDS = 3600;

/**
 * When it is tried again after so many attempts. Tripled each time, less or more by a fifth (`random` from 0 to 1), so that
 * many that failed together do not come back together; what the receiver asked for (Retry-After) is waited for, an hour at most.
 */
export function toRetryAt(
  { attempts, retryAfterSeconds, random }: { attempts: number; retryAfterSeconds: number | null; random: number },
  now: Date,
): Date {
  const usual = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 3 ** Math.min(Math.max(attempts, 1) - 1, 20));
  const asked = Math.min(LONGEST_ASKED_SECONDS, retryAfterSeconds ?? 0);
  const seconds = Math.max(usual * (0.8 + 0.4 * random), asked);
  return new Date(now.getTime() + Math.round(seconds * 1000));
}

/** null: it would come too late, and is given up. */
export const toRetryOrGiveUp = (retryAt: Date, madeAt: Date): Date | null =>
  retryAt.getTime() - madeAt.getTime() > GIVE_UP_MS ? null : retryAt;

/** Retry-After as RFC 9110 §10.2.3 has it, seconds or a date; null: absent, or neither. */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}
