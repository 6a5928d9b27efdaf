/** What GetFunctionConfiguration tells of a rotation function that bears on a failure. Codes and names alone: no text that its owner wrote. */
export interface FunctionFacts {
  runtime: string | null;
  timeoutSeconds: number | null;
  /** Pending, Active, Inactive, Failed; null where AWS gave none. */
  state: string | null;
  /** AWS's code of why, e.g. `SubnetOutOfIPAddresses`. */
  stateReason: string | null;
  /** Successful, Failed, InProgress. */
  lastUpdate: string | null;
  lastUpdateReason: string | null;
  inVpc: boolean;
  subnets: number;
  securityGroups: number;
  /** LoggingConfig.LogGroup, else `/aws/lambda/<name>`. */
  logGroup: string;
}

/** Whether its policy lets Secrets Manager invoke it. `conditional`: under conditions that cannot be judged from here. */
export type Admission = 'open' | 'closed' | 'conditional' | 'unreadable';

/** One line of a log group, as CloudWatch Logs gives it: never shown so. */
export interface LogLine {
  at: Date;
  stream: string;
  message: string;
}

/**
 * One look at AWS. `missing`: it answered that there is no such thing; `refused`: AWS denied `action`;
 * `unclear`: it said neither.
 */
export type Look<T> =
  | { kind: 'seen'; value: T }
  | { kind: 'missing' }
  | { kind: 'refused' | 'unclear'; action: string; remedy: string };

export interface FunctionLook {
  configuration: Look<FunctionFacts>;
  admission: Look<Admission>;
}

/** `more`: the time that was asked for held more lines than were read. */
export type LogLook = Look<{ lines: LogLine[]; more: boolean }>;
