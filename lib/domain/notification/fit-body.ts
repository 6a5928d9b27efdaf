import type { NoticeMessage } from './notice';

/** Slack takes 40,000 characters and receivers often no more than 64 KB: far below both. */
export const MOST_BYTES = 20_480;

const sizeOf = (body: string): number => new TextEncoder().encode(body).length;

/** One thing fewer by name, and one more by number; then without facts. null: nothing can be left out. */
function shorten({ secrets, scopes, more, facts, ...message }: NoticeMessage): NoticeMessage | null {
  const whole = { ...message, secrets, scopes, more, facts };
  if (secrets.length > 1) return { ...whole, secrets: secrets.slice(0, -1), more: more + 1 };
  if (scopes.length > 1) return { ...whole, scopes: scopes.slice(0, -1), more: more + 1 };
  return facts.length > 0 ? { ...whole, facts: [] } : null;
}

/** A body as `write` makes it, with as many names as fit: whatever others wrote, no message is lost for its length. */
export function fitBody(message: NoticeMessage, write: (message: NoticeMessage) => string): string {
  const body = write(message);
  const shorter = sizeOf(body) > MOST_BYTES ? shorten(message) : null;
  return shorter ? fitBody(shorter, write) : body;
}
