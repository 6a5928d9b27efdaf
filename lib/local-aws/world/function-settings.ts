/**
 * AWS's templates for rotation functions: those for databases read the pending value to set and to test it; the generic
 * one reads the current value to begin with and leaves both steps to whoever fills it in.
 */
export const templates = ['database', 'generic'] as const;

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
};
