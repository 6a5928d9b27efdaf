import type { SecretUser } from '@/lib/domain/ports/history-store';

const MOST_NAMED = 3;

/** The first few by name, the others as a number. */
export function nameSome(all: readonly string[]): string {
  const names = [...new Set(all)];
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Who is behind a principal, as far as its calls name them. */
export const toNames = ({ names, principal }: SecretUser): readonly string[] =>
  names.length > 0 ? names : [principal.label];

export const count = (number: number, one: string, many: string): string =>
  number === 1 ? `1 ${one}` : `${number} ${many}`;
