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
};
