/** Why a rotation fails or stands still; what each means is `causes.ts`, which a browser need not hold. */
export const CAUSE_NAMES = [
  'rotation-token',
  'function-missing',
  'function-broken',
  'not-invocable',
  'kms-denied',
  'secret-json',
  'code-not-loaded',
  'database-unreachable',
  'database-refuses',
  'database-login',
  'function-denied',
  'call-failed',
  'changed-meanwhile',
  'endpoint-unreachable',
  'stops-after-create',
  'not-begun',
  'left-pending',
  'service-rotates',
  'unknown',
] as const;
export type Cause = (typeof CAUSE_NAMES)[number];
