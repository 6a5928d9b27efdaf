import type { Operation } from './operation';

/** A service of the AWS JSON 1.1 protocol, as its folder brings it to http/json-services.ts. */
export type JsonService = {
  /** The name it is signed with (SigV4 credential scope). */
  service: string;
  /** What stands before the operation in X-Amz-Target: the service model's targetPrefix, and what an SDK makes of it. */
  targetPrefixes: readonly string[];
  operations: ReadonlyMap<string, Operation>;
};
