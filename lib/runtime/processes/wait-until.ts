import 'server-only';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MILLISECONDS = 50;

/** Looks again and again until something is so; false where the time is over. */
export async function waitUntil(isSo: () => boolean, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    if (Date.now() > end) return false;
    await wait(LOOK_EVERY_MILLISECONDS);
  }
  return true;
}
