import type { SearchParams } from '@/components/layout/url-state';

const LATELY_MS = 7 * 86_400_000;

/** `?ask=adoption`: who has the current version. Of one that became current lately it is always told. */
export const asksAdoption = ({ ask }: SearchParams): boolean => ask === 'adoption';

/** Whatever makes another version current changes the secret: where that is longer ago, nothing has to be looked up. */
export const hasChangedLately = (lastChangedAt: string | null, now: string): boolean =>
  lastChangedAt !== null && Date.parse(now) - Date.parse(lastChangedAt) <= LATELY_MS;

/** Before that it is told of no version that nobody asked for. */
export const toLately = (now: string): Date => new Date(Date.parse(now) - LATELY_MS);
