import { PROD, UNKNOWN_ENVIRONMENT } from '@/lib/domain/environment-verdict';

/** More columns than anybody compares, and as many as a number has bits to spare. */
export const MOST_COLUMNS = 24;

const KNOWN = [PROD, 'staging', 'test', 'dev'];

/** The known ones from prod down, then those of one's own naming; what nobody could place comes last. */
export function orderEnvironments(environments: readonly string[]): string[] {
  const placeOf = (environment: string): number => {
    if (environment === UNKNOWN_ENVIRONMENT) return KNOWN.length + 1;
    const at = KNOWN.indexOf(environment);
    return at === -1 ? KNOWN.length : at;
  };
  return [...new Set(environments)].toSorted(
    (left, right) => placeOf(left) - placeOf(right) || (left < right ? -1 : left > right ? 1 : 0),
  );
}

/** Where every logical secret is looked for: nobody means a secret to have no environment. */
export const isExpectedIn = (environment: string): boolean => environment !== UNKNOWN_ENVIRONMENT;

/** The columns that are chosen, else those with most secrets; and how many are not among them. */
export function chooseColumns(
  chosen: readonly string[] | undefined,
  counted: readonly { environment: string; count: number }[],
): { environments: string[]; environmentsLeftOut: number } {
  if (chosen?.length) {
    const all = orderEnvironments(chosen);
    return { environments: all.slice(0, MOST_COLUMNS), environmentsLeftOut: Math.max(0, all.length - MOST_COLUMNS) };
  }
  const byCount = counted.toSorted(
    (left, right) => right.count - left.count || (left.environment < right.environment ? -1 : 1),
  );
  const environments = orderEnvironments(byCount.slice(0, MOST_COLUMNS).map(({ environment }) => environment));
  return { environments, environmentsLeftOut: Math.max(0, counted.length - MOST_COLUMNS) };
}
