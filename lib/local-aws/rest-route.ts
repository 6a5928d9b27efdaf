import type { Operation } from './operation';
import type { JsonObject } from './wire/json';

/** An operation of a REST-JSON service: method and path name it. */
export type RestRoute = {
  /** The name it is signed with (SigV4 credential scope). */
  service: string;
  method: string;
  /** Its first group is what the path names. */
  path: RegExp;
  operation: Operation;
  /** `body`: throws AwsError where it is no JSON. */
  read: (request: { named: string | undefined; query: string; body: () => JsonObject }) => JsonObject;
};
