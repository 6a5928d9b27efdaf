import type { SecretItem } from '@/lib/contract/secret-item';

const DAY = 86_400_000;
const toDays = (at: string | null, now: string): number | null =>
  at === null ? null : Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / DAY));
const words = (days: number): string => `${days.toLocaleString('en')} d`;

/** The age of the current value: exact where its creation is known, else what is known of it. */
export function describeValueAge(
  { valueChangedAt: { notBefore, notAfter }, hasNoValue }: Pick<SecretItem, 'valueChangedAt' | 'hasNoValue'>,
  now: string,
): string {
  if (hasNoValue) return 'never had a value';
  const oldest = toDays(notBefore, now);
  const youngest = toDays(notAfter, now);
  if (oldest === null) return youngest === null ? 'unknown' : `≥ ${words(youngest)}`;
  if (youngest === null) return `≤ ${words(oldest)}`;
  return oldest === youngest ? words(oldest) : `${youngest.toLocaleString('en')}–${words(oldest)}`;
}
