/** What one rule says of a secret. `source` in words, e.g. `tag Environment=production`. */
export interface EnvironmentOpinion {
  value: string;
  source: string;
}

/** The environment of a secret, which rule decided, and which rules said otherwise. */
export interface EnvironmentVerdict extends EnvironmentOpinion {
  disagrees: EnvironmentOpinion[];
}

export const UNKNOWN_ENVIRONMENT = 'unknown';
export const PROD = 'prod';

/** For guards, `unknown` and any environment on which the rules disagree count as prod (contract.md). */
export function toGuardedEnvironment(verdict: EnvironmentVerdict): string {
  if (verdict.value === UNKNOWN_ENVIRONMENT || verdict.disagrees.length > 0) return PROD;
  return verdict.value;
}
