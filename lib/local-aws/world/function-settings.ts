/**
 * AWS's templates for rotation functions: those for databases read the pending value to set and to test it; the generic
 * one reads the current value to begin with and leaves both steps to whoever fills it in.
 */
export const templates = ['database', 'generic'] as const;

/**
 * Why a step of it fails, as its log or AWS tells (UG troubleshoot_rotation): no right to the key, a field missing in the
 * secret's JSON, a database that is not reached or does not let it in, a call it may not make, code that does not load, no
 * way to Secrets Manager, a time limit that is too short, no invocation at all, a value put without the rotation's token.
 */
export const breakages = [
  'kms',
  'json',
  'network',
  'credentials',
  'denied',
  'import',
  'endpoint',
  'timeout',
  'throttled',
  'token',
] as const;
export type Breakage = (typeof breakages)[number];

/** What of a function is not the default; `invocable: false`: its policy does not let Secrets Manager in. */
export type FunctionSettings = {
  invocable?: boolean | undefined;
  runtime?: string | undefined;
  timeoutSeconds?: number | undefined;
  /** Left out: Lambda's own, `/aws/lambda/<name>`. */
  logGroup?: string | undefined;
  reservedConcurrency?: number | undefined;
  /** In a VPC or not; without a way out of it a function cannot reach Secrets Manager. */
  vpcId?: string | undefined;
  /** Left out: database. */
  template?: (typeof templates)[number] | undefined;
  /** Left out: each step has its own. */
  breaks?: Breakage | undefined;
};
